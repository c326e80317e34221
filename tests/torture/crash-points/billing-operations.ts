import type { Form, Json } from '../client.ts';
import type { Caller, Operation } from './operations.ts';

const DAY_SECONDS = 86_400;
/** A renewal and the hour after it are over by then. */
const PERIOD_SECONDS = 32 * DAY_SECONDS;
/** The end of a month: two renewals are due within the span below, both earlier in their month. */
const CLOCK_FROM = Date.UTC(2027, 0, 31) / 1000;
const CLOCK_SECONDS = 60 * DAY_SECONDS;

async function made(caller: Caller, path: string, form: Form): Promise<Json> {
  const { status, body } = await caller.post(path, form);
  if (status !== 200) throw new Error(`${path} got the response ${status} ${JSON.stringify(body)}`);
  return body;
}

const idOf = async (caller: Caller, path: string, form: Form) => String((await made(caller, path, form)).id);

/** A customer with a card and a credit of 3.00. */
const customer = (caller: Caller, form: Form = {}) =>
  idOf(caller, '/v1/customers', { source: 'tok_visa', email: 'jenny@shop.example', balance: '-300', ...form });

/** A draft of 25.00 and a tax of 4.75. */
async function draft(caller: Caller): Promise<string> {
  const rate = await idOf(caller, '/v1/tax_rates', { display_name: 'VAT', percentage: '19', inclusive: 'false' });
  const id = await idOf(caller, '/v1/invoices', {
    customer: await customer(caller),
    currency: 'usd',
    'default_tax_rates[0]': rate,
  });
  await made(caller, `/v1/invoices/${id}/add_lines`, { 'lines[0][amount]': '2500', 'lines[0][description]': 'Work' });
  return id;
}

async function finalized(caller: Caller): Promise<string> {
  const id = await draft(caller);
  await made(caller, `/v1/invoices/${id}/finalize`, {});
  return id;
}

async function paid(caller: Caller): Promise<string> {
  const id = await finalized(caller);
  await made(caller, `/v1/invoices/${id}/pay`, {});
  return id;
}

const monthly: Form = {
  currency: 'usd',
  unit_amount: '1000',
  'recurring[interval]': 'month',
  'product_data[name]': 'Plan',
};

async function subscription(caller: Caller, of: Form = {}): Promise<Form> {
  const price = await idOf(caller, '/v1/prices', monthly);
  return { customer: await customer(caller, of), 'items[0][price]': price };
}

async function subscribed(caller: Caller, of: Form = {}): Promise<string> {
  return idOf(caller, '/v1/subscriptions', await subscription(caller, of));
}

/** A clock with two subscriptions: one is charged, the other sends its invoices. */
async function clock(caller: Caller): Promise<string> {
  const id = await idOf(caller, '/v1/test_helpers/test_clocks', { frozen_time: String(CLOCK_FROM) });
  await subscribed(caller, { test_clock: id });
  await made(caller, '/v1/subscriptions', {
    ...(await subscription(caller, { test_clock: id })),
    collection_method: 'send_invoice',
    days_until_due: '7',
  });
  return id;
}

const send =
  (path: (id: string) => string, form: (id: string) => Form = () => ({})): Operation['act'] =>
  async (caller, id, key) =>
    (await caller.post(path(id), form(id), key)).status;

const isInvoice =
  (...statuses: string[]) =>
  async (caller: Caller, id: string) =>
    statuses.includes(String((await caller.get(`/v1/invoices/${id}`)).status));

/** Advances the world's clock until a subscription has renewed once, wherever a crash left the clock. */
const renews: Operation['act'] = async (caller, id) => {
  const { start_date: start } = await caller.get(`/v1/subscriptions/${id}`);
  const now = Number((await made(caller, '/_florin/clock/advance', { by: '1s' })).now);
  const left = Number(start) + PERIOD_SECONDS - now;
  if (left > 0) await caller.florin.advance(`${left}s`, { key: caller.key });
  return 200;
};

/** Advances a test clock; resolves when the clock is there. */
const advances: Operation['act'] = async (caller, id, key) => {
  const form = { frozen_time: String(CLOCK_FROM + CLOCK_SECONDS) };
  const { status } = await caller.post(`/v1/test_helpers/test_clocks/${id}/advance`, form, key);
  await caller.florin.settled();
  return status;
};

const moves = async (caller: Caller, id: string) => {
  const { frozen_time: frozen, status } = await caller.get(`/v1/test_helpers/test_clocks/${id}`);
  return status === 'advancing' || Number(frozen) > CLOCK_FROM;
};

/** Operations of Billing: each has one effect on the invoice, its payment, the customer's balance and the books. */
export const BILLING_OPERATIONS: readonly Operation[] = [
  {
    name: 'finalize an invoice',
    prepare: draft,
    act: send((id) => `/v1/invoices/${id}/finalize`),
    happened: isInvoice('open', 'paid'),
  },
  {
    name: 'pay an invoice',
    prepare: finalized,
    act: send((id) => `/v1/invoices/${id}/pay`),
    happened: isInvoice('paid'),
  },
  {
    name: 'void an invoice',
    prepare: finalized,
    act: send((id) => `/v1/invoices/${id}/void`),
    happened: isInvoice('void'),
  },
  {
    name: 'a credit note that refunds and credits',
    prepare: paid,
    act: send(
      () => '/v1/credit_notes',
      (id) => ({ invoice: id, amount: '900', refund_amount: '500', credit_amount: '400' }),
    ),
    happened: async (caller, id) => ((await caller.get(`/v1/credit_notes?invoice=${id}`)).data as Json[]).length > 0,
  },
  {
    name: 'a subscription with its first invoice',
    prepare: async (caller) => JSON.stringify(await subscription(caller)),
    act: send(
      () => '/v1/subscriptions',
      (form) => JSON.parse(form) as Form,
    ),
    happened: async (caller) => ((await caller.get('/v1/subscriptions')).data as Json[]).length > 0,
  },
  { name: 'a subscription renews', prepare: subscribed, act: renews },
  { name: 'a test clock with two subscriptions is advanced', prepare: clock, act: advances, happened: moves },
];
