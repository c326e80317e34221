import type Stripe from 'stripe';

/** A shop of the platform. */
export interface Shop {
  /** Its place in addresses. */
  readonly path: string;
  readonly name: string;
  readonly product: string;
  /** In cents. */
  readonly price: number;
  /** The connected account that takes its payments. */
  readonly account: string;
}

/** An order of a shop: `begun` until it is paid, `waiting` until the money of a bank debit arrives. */
export interface Order {
  readonly shop: string;
  status: 'begun' | 'waiting' | 'paid' | 'failed' | 'refunded' | 'disputed';
  payment: string | null;
}

/** The shops that have signed up. A real platform has a table. */
const SIGNED_UP = [
  { path: 'pottery', name: 'Blue Pottery', product: 'Teapot', price: 3_600 },
  { path: 'bakery', name: 'Corner Bakery', product: 'Rye bread', price: 900 },
] as const;

/** The platform keeps a tenth of every sale. */
const FEE_SHARE = 0.1;

/** Creates a connected account for each shop, with what the platform has already asked it. */
export async function openAccounts(stripe: Stripe): Promise<readonly Shop[]> {
  const shops: Shop[] = [];
  for (const shop of SIGNED_UP) {
    const account = await stripe.accounts.create({
      country: 'FR',
      email: `${shop.path}@example.com`,
      business_profile: { name: shop.name },
      metadata: { shop: shop.path },
    });
    await enableDebits(stripe, account.id);
    shops.push({ ...shop, account: account.id });
  }
  return shops;
}

/** Switches SEPA Direct Debit on in an account's own settings; cards are on by default. */
async function enableDebits(stripe: Stripe, account: string): Promise<void> {
  const own = { stripeAccount: account };
  const { data } = await stripe.paymentMethodConfigurations.list({}, own);
  const standard = data.find(({ is_default }) => is_default);
  if (!standard) throw new Error(`The account ${account} has no payment method settings.`);
  const on = { display_preference: { preference: 'on' } } as const;
  await stripe.paymentMethodConfigurations.update(standard.id, { sepa_debit: on }, own);
}

/** A sale in Checkout: a payment of the shop itself, of which the platform keeps its fee. */
export function sell(stripe: Stripe, { name, product, price, account }: Shop, back: string) {
  return stripe.checkout.sessions.create(
    {
      mode: 'payment',
      line_items: [
        { price_data: { currency: 'eur', unit_amount: price, product_data: { name: product } }, quantity: 1 },
      ],
      payment_intent_data: {
        application_fee_amount: Math.round(price * FEE_SHARE),
        description: `${product}, ${name}`,
      },
      success_url: `${back}?session_id={CHECKOUT_SESSION_ID}`,
      cancel_url: back,
    },
    { stripeAccount: account },
  );
}

/** Pays a buyer back, and returns the platform's fee to the shop. */
export function refund(stripe: Stripe, { account }: Shop, payment: string): Promise<Stripe.Refund> {
  return stripe.refunds.create({ payment_intent: payment, refund_application_fee: true }, { stripeAccount: account });
}
