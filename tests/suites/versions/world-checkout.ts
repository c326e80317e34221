import type Stripe from 'stripe';
import type { Harness } from '../../support/harness.ts';

const ADDRESS = { line1: '1 Main Street', city: 'Austin', state: 'TX', postal_code: '78701', country: 'US' } as const;
const SUCCESS = { success_url: 'https://shop.example/thanks' } as const;

/** Creates Checkout Sessions of every kind: open, paid with all details, set up, expired and recoverable. */
export async function checkouts(shop: Harness): Promise<void> {
  const { stripe } = shop;
  const make = (params: Stripe.Checkout.SessionCreateParams) => stripe.checkout.sessions.create(params);
  await pay(shop, (await make({ ...SUCCESS, ...(await everything(shop)) })).id);
  await make({
    ui_mode: 'embedded_page',
    return_url: 'https://shop.example/back',
    line_items: [await line(shop)],
    branding_settings: { button_color: '#112233', icon: { type: 'url', url: 'https://shop.example/icon.png' } },
  });
  await make({
    ui_mode: 'elements',
    redirect_on_completion: 'never',
    line_items: [await line(shop)],
    automatic_tax: { enabled: true },
    permissions: { update_shipping_details: 'server_only' },
  });
  await make({ mode: 'setup', currency: 'usd', ...SUCCESS });
  const plan = await stripe.prices.create({
    currency: 'usd',
    unit_amount: 1500,
    recurring: { interval: 'month' },
    product_data: { name: 'Plan' },
  });
  const { id } = await make({ ...SUCCESS, mode: 'subscription', line_items: [{ price: plan.id, quantity: 1 }] });
  const subscribing = { email: 'jenny@example.com', payment_method: 'pm_card_visa' };
  await shop.call('POST', `/v1/payment_pages/${id}/confirm`, subscribing);
  const left = await make({
    ...SUCCESS,
    line_items: [await line(shop)],
    after_expiration: { recovery: { enabled: true } },
  });
  await stripe.checkout.sessions.expire(left.id);
}

async function line({ stripe }: Harness): Promise<Stripe.Checkout.SessionCreateParams.LineItem> {
  const { id } = await stripe.prices.create({ currency: 'usd', unit_amount: 1500, product_data: { name: 'Frame' } });
  return { price: id, quantity: 2 };
}

async function everything(shop: Harness): Promise<Stripe.Checkout.SessionCreateParams> {
  const { stripe } = shop;
  const coupon = await stripe.coupons.create({ percent_off: 10 });
  const rate = await stripe.taxRates.create({ display_name: 'VAT', percentage: 20, inclusive: true });
  const item = await line(shop);
  return {
    client_reference_id: 'order 7',
    consent_collection: { terms_of_service: 'required', promotions: 'auto' },
    custom_fields: [
      {
        key: 'note',
        label: { type: 'custom', custom: 'Note' },
        type: 'text',
        optional: true,
        text: { default_value: 'Hi' },
      },
      {
        key: 'size',
        label: { type: 'custom', custom: 'Size' },
        type: 'dropdown',
        dropdown: { options: [{ label: 'Small', value: 's' }] },
      },
    ],
    custom_text: { submit: { message: 'Thank you.' } },
    customer_creation: 'always',
    discounts: [{ coupon: coupon.id }],
    line_items: [{ ...item, tax_rates: [rate.id], adjustable_quantity: { enabled: true }, metadata: { shelf: '4' } }],
    metadata: { shop: '2' },
    name_collection: { individual: { enabled: true, optional: true } },
    optional_items: [{ price: (await line(shop)).price ?? '', quantity: 1, adjustable_quantity: { enabled: true } }],
    origin_context: 'web',
    phone_number_collection: { enabled: true },
    saved_payment_method_options: { payment_method_save: 'enabled' },
    shipping_address_collection: { allowed_countries: ['US'] },
    shipping_options: [
      { shipping_rate_data: { display_name: 'Post', fixed_amount: { amount: 500, currency: 'usd' } } },
    ],
    submit_type: 'pay',
    tax_id_collection: { enabled: true },
    wallet_options: { link: { display: 'never' } },
  };
}

/** Fills in the customer's page and pays. */
async function pay({ call }: Harness, session: string): Promise<void> {
  const form: Record<string, string> = {
    'payment_method_data[type]': 'card',
    'payment_method_data[card][number]': '4242424242424242',
    'payment_method_data[card][exp_month]': '12',
    'payment_method_data[card][exp_year]': '2040',
    'payment_method_data[card][cvc]': '123',
    'payment_method_data[billing_details][name]': 'Jenny Rosen',
    email: 'jenny@example.com',
    phone: '+15125550100',
    'consent[terms_of_service]': 'accepted',
    'custom_fields[0][key]': 'size',
    'custom_fields[0][value]': 's',
    'shipping[name]': 'Jenny Rosen',
    ...Object.fromEntries(Object.entries(ADDRESS).map(([part, text]) => [`shipping[address][${part}]`, text])),
  };
  const { status, body } = await call('POST', `/v1/payment_pages/${session}/confirm`, form, { key: session });
  if (status !== 200) throw new Error(`The session was not paid: ${JSON.stringify(body)}`);
}
