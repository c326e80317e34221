import type { Context } from '../../../kernel/context.ts';
import { door } from '../../door.ts';
import { callApi } from '../../own-api.ts';
import { CUSTOMERS, PAYMENTS, PRODUCTS } from './sample.ts';

/** Calls that run beside each other. */
const AT_ONCE = 4;

/** Fills an account with sample data, made by the calls that a shop would make. */
export const seed = door(
  'POST /seed',
  {},
  async (context) => {
    const customers = await inTurns(CUSTOMERS, (form) => made(context, '/v1/customers', form));
    const products = await inTurns(PRODUCTS, ({ name, amount, interval }) =>
      made(context, '/v1/products', {
        name,
        'default_price_data[currency]': 'usd',
        'default_price_data[unit_amount]': String(amount),
        ...(interval && { 'default_price_data[recurring][interval]': interval }),
      }),
    );
    const planned = PAYMENTS.flatMap((kind) => Array.from({ length: kind.count }, () => kind));
    const payments = await inTurns(planned, async ({ method, form, after }, n) => {
      const product = PRODUCTS[(n * 7) % PRODUCTS.length];
      const amount = String((product?.amount ?? 1000) * (1 + (n % 3)));
      const customer = customers[(n * 5) % customers.length];
      const payment = await made(context, '/v1/payment_intents', {
        amount,
        currency: n % 6 === 5 ? 'eur' : 'usd',
        description: product?.name ?? '',
        payment_method: method,
        confirm: 'true',
        'payment_method_types[0]': 'card',
        ...(customer && { customer }),
        'metadata[order]': String(1000 + n),
        ...form,
      });
      if (after === 'cancel') await made(context, `/v1/payment_intents/${payment}/cancel`, {});
      else if (after)
        await made(context, '/v1/refunds', {
          payment_intent: payment ?? '',
          ...(after === 'part' && { amount: '500' }),
        });
      return payment;
    });
    return { object: 'florin.seed', customers: customers.length, products: products.length, payments: payments.length };
  },
  // Its effects are those of the calls that it makes.
  { isKeyless: true },
);

/** Creates an object and returns its id; a declined payment has one too. */
async function made(
  context: Context,
  path: string,
  form: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const { body } = await callApi(context, 'POST', path, form);
  if (typeof body.id === 'string') return body.id;
  const error = body.error as { payment_intent?: { id: string } } | undefined;
  return error?.payment_intent?.id;
}

/** Runs a call for each item, some beside each other; the results are in the order of the items. */
async function inTurns<Item, Result>(
  items: readonly Item[],
  run: (item: Item, n: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let n = 0; n < items.length; n += AT_ONCE) {
    const batch = items.slice(n, n + AT_ONCE);
    results.push(...(await Promise.all(batch.map((item, m) => run(item, n + m)))));
  }
  return results;
}
