import { accountOf } from '../src/api/authenticate.ts';
import { type Invoice, invoices } from '../src/billing/invoices/type.ts';
import { plan } from '../src/billing/subscriptions/schedule.ts';
import { type Subscription, subscriptions } from '../src/billing/subscriptions/type.ts';
import { type Customer, customers } from '../src/customers/type.ts';
import { createFlorin, type Florin } from '../src/florin.ts';
import { wallClock } from '../src/kernel/clock.ts';
import { type PaymentMethod, paymentMethods } from '../src/payment-methods/type.ts';

/** Copies in one commit. */
const AT_ONCE = 100;
const VERSION = '2026-10-28.endive';

/** A world with one subscription, from which others are copied. */
interface Model {
  readonly florin: Florin;
  readonly world: string;
  readonly customer: string;
  readonly subscription: string;
  readonly invoice: string;
}

/** Opens a new data folder as it was `agoSeconds` ago, with a customer, a card and a monthly subscription. */
async function open(data: string, key: string, agoSeconds: number): Promise<Model> {
  const clock = { ...wallClock, now: () => wallClock.now() - agoSeconds * 1000 };
  const florin = await createFlorin({ storage: data, clock });
  const post = async (path: string, form: Record<string, string>): Promise<Record<string, string>> => {
    const answer = await florin.fetch(`http://127.0.0.1/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'stripe-version': VERSION },
      body: new URLSearchParams(form),
    });
    if (answer.status !== 200) throw new Error(`${path}: ${await answer.text()}`);
    return (await answer.json()) as Record<string, string>;
  };
  const plan = { currency: 'usd', unit_amount: '1000', 'recurring[interval]': 'month', 'product_data[name]': 'Plan' };
  const { id: price = '' } = await post('prices', plan);
  const { id: customer = '' } = await post('customers', { email: 'jenny@shop.example' });
  const { id: method = '' } = await post('payment_methods/pm_card_visa/attach', { customer });
  await post(`customers/${customer}`, { 'invoice_settings[default_payment_method]': method });
  const made = await post('subscriptions', { customer, 'items[0][price]': price });
  const { id: subscription = '', latest_invoice: invoice = '' } = made;
  return { florin, world: accountOf(key), customer, subscription, invoice };
}

/**
 * Fills a new data folder with `count` customers, each with a card and a monthly subscription that has to be renewed
 * `inSeconds` from now, all in the same minute. Returns the id of the newest subscription.
 */
export async function seedDue(data: string, key: string, count: number, inSeconds: number): Promise<string> {
  const model = await open(data, key, 31 * 86_400);
  const { florin, world } = model;
  const due = Math.floor(Date.now() / 1000) + inSeconds;
  let newest = model.subscription;
  for (let made = 0; made < count; made += AT_ONCE) {
    newest = await florin.engine.asPlatform(world, 'seeding subscriptions', async (context) => {
      const { work } = context;
      const customer = await work.require(customers, model.customer);
      const method = String(customer.invoice_settings.default_payment_method);
      const card = await work.require(paymentMethods, method);
      const copied = await work.require(subscriptions, model.subscription);
      let id = '';
      for (let n = 0; n < Math.min(AT_ONCE, count - made); n++) {
        const owner = work.newId(customers.prefix);
        const paying = work.newId(paymentMethods.prefix);
        id = work.newId(subscriptions.prefix);
        work.insert<PaymentMethod>(paymentMethods, { ...card, id: paying, customer: owner });
        work.insert<Customer>(customers, {
          ...customer,
          id: owner,
          invoice_prefix: owner.slice(-8).toUpperCase(),
          invoice_settings: { ...customer.invoice_settings, default_payment_method: paying },
        });
        const end = due + (n % 60);
        const copy: Subscription = {
          ...copied,
          id,
          customer: owner,
          billing_cycle_anchor: end,
          items: {
            ...copied.items,
            data: copied.items.data.map((item) => ({
              ...item,
              id: work.newId('si'),
              subscription: id,
              current_period_end: end,
            })),
          },
        };
        await plan(context, null, work.insert<Subscription>(subscriptions, copy));
      }
      return id;
    });
  }
  await florin.close();
  return newest;
}

/** Fills a new data folder with `count` paid invoices of as many customers; returns the ids of the models. */
export async function seedInvoices(data: string, key: string, count: number): Promise<Omit<Model, 'florin' | 'world'>> {
  const { florin, world, ...model } = await open(data, key, 0);
  for (let made = 1; made < count; made += AT_ONCE) {
    await florin.engine.asPlatform(world, 'seeding invoices', async ({ work }) => {
      const copied = await work.require(invoices, model.invoice);
      for (let n = 0; n < Math.min(AT_ONCE, count - made); n++) {
        const customer = `${copied.customer}${made + n}`;
        work.insert<Invoice>(invoices, { ...copied, id: work.newId(invoices.prefix), customer, parent: null });
      }
    });
  }
  await florin.close();
  return model;
}
