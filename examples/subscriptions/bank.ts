import type Stripe from 'stripe';

/** Objects of the image bank in Florin: its plans, and one reader whose time is a test clock's. */
export interface ImageBank {
  readonly clock: string;
  readonly customer: string;
  /** The price of the plan that readers begin with. */
  readonly basic: string;
  /** The portal that lets a reader switch between the plans, and cancel. */
  readonly portal: string;
}

/** Won a month. */
const BASIC = 100_000;
const PRO = 200_000;
const TRIAL_DAYS = 14;

export async function openBank(stripe: Stripe): Promise<ImageBank> {
  const { id: product } = await stripe.products.create({ name: 'Image bank' });
  const monthly = { product, currency: 'krw', recurring: { interval: 'month' } } as const;
  const { id: basic } = await stripe.prices.create({ ...monthly, unit_amount: BASIC, nickname: 'Basic' });
  const { id: pro } = await stripe.prices.create({ ...monthly, unit_amount: PRO, nickname: 'Pro' });
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: Math.floor(Date.now() / 1000) });
  const customer = await stripe.customers.create({
    name: 'Jenny Rosen',
    email: 'jenny.rosen@example.com',
    test_clock: clock.id,
  });
  const portal = await stripe.billingPortal.configurations.create({
    features: {
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true },
      subscription_cancel: { enabled: true, mode: 'at_period_end' },
      subscription_update: {
        enabled: true,
        default_allowed_updates: ['price'],
        products: [{ product, prices: [basic, pro] }],
        proration_behavior: 'create_prorations',
      },
    },
  });
  return { clock: clock.id, customer: customer.id, basic, portal: portal.id };
}

/** Asks a reader for a Korean card and for the agreement to charge it every month. Returns the page of its issuer. */
export async function askForCard(
  stripe: Stripe,
  { customer }: ImageBank,
  back: string,
  payer: { readonly ip_address: string; readonly user_agent: string },
): Promise<string> {
  const intent = await stripe.setupIntents.create({
    customer,
    confirm: true,
    usage: 'off_session',
    allowed_payment_method_types: ['kr_card'],
    payment_method_data: { type: 'kr_card' },
    mandate_data: { customer_acceptance: { type: 'online', online: payer } },
    return_url: back,
  });
  return intent.next_action?.redirect_to_url?.url ?? back;
}

/** Subscribes the reader who is back from the page of their card's issuer. Nothing if they did not agree. */
export async function subscribe(stripe: Stripe, { customer, basic }: ImageBank, setupIntent: string): Promise<void> {
  const { status, payment_method: method } = await stripe.setupIntents.retrieve(setupIntent);
  if (status !== 'succeeded') return;
  await stripe.subscriptions.create(
    {
      customer,
      items: [{ price: basic }],
      default_payment_method: String(method),
      trial_period_days: TRIAL_DAYS,
      off_session: true,
    },
    // A return page that is loaded again subscribes once.
    { idempotencyKey: `subscribe-${setupIntent}` },
  );
}

/** Charges a reader's subscription to another of their methods: a card without funds, or the Korean one. */
export async function chargeTo(stripe: Stripe, bank: ImageBank, which: 'empty' | 'korean'): Promise<void> {
  const [subscription] = (await stripe.subscriptions.list({ customer: bank.customer })).data;
  if (!subscription) return;
  const methods = await stripe.customers.listPaymentMethods(bank.customer, { limit: 100 });
  const korean = methods.data.find(({ type }) => type === 'kr_card');
  const method =
    which === 'korean'
      ? korean
      : await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer: bank.customer });
  if (method) await stripe.subscriptions.update(subscription.id, { default_payment_method: method.id });
}

/** Milliseconds between two looks at a clock that moves. */
const LOOK_EVERY = 20;

/** Lets time pass for the reader: renewals, retries and ends of trials happen on the way. */
export async function pass(stripe: Stripe, { clock }: ImageBank, months: number, days: number): Promise<void> {
  const { frozen_time: now } = await stripe.testHelpers.testClocks.retrieve(clock);
  const to = new Date(now * 1000);
  to.setUTCMonth(to.getUTCMonth() + months, to.getUTCDate() + days);
  await stripe.testHelpers.testClocks.advance(clock, { frozen_time: to.getTime() / 1000 });
  while ((await stripe.testHelpers.testClocks.retrieve(clock)).status === 'advancing') {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
  }
}
