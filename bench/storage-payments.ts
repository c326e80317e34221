import { createIds } from '../src/kernel/ids.ts';
import { createPositions } from '../src/kernel/positions.ts';
import type { Batch } from '../src/kernel/storage.ts';

/** Rows of payments as one confirmed card PaymentIntent leaves them: 6 revisions of 4 objects, 4 events, 3 postings. */
export interface Payments {
  next(): Batch;
}

const ids = createIds();
const address = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };
const person = { address, email: 'ada@example.com', name: 'Ada Tester', phone: null, tax_id: null };

/** Payments of `world`, each for one of `customers` customers. */
export function createPayments(world: string, customers = 500): Payments {
  const takeBlock = createPositions();
  const known = Array.from({ length: customers }, (_, n) => ids.next('cus', n));
  let made = 0;
  return { next: () => payment(world, takeBlock(Date.now()), known[made++ % customers] ?? '') };
}

function payment(world: string, block: number, customer: string): Batch {
  let position = block;
  const id = (prefix: string) => ids.next(prefix, position++);
  const [pm, pi, ch, txn] = [id('pm'), id('pi'), id('ch'), id('txn')];
  const created = Math.floor(block / 2_048_000);
  const card = paymentMethod(pm, customer, created);
  const intent = paymentIntent(pi, customer, created);
  const paid = { ...intent, amount_received: 1999, latest_charge: ch, payment_method: pm, status: 'succeeded' };
  const tried = charge(ch, pi, pm, customer, created);
  const charged = {
    ...tried,
    balance_transaction: txn,
    captured: true,
    amount_captured: 1999,
    paid: true,
    status: 'succeeded',
  };
  const states = [card, intent, tried, charged, balanceTransaction(txn, ch, created), paid];
  const revisions = states.map((state) => ({ revision: position++, id: state.id, body: JSON.stringify(state) }));
  const revisionOf = (wanted: string) => revisions.findLast((revision) => revision.id === wanted)?.revision ?? 0;
  const newest = [card, paid, charged, states[4]].filter((object) => object !== undefined);
  const objects = newest.map(({ id, object }, n) => {
    return { id, type: object, version: 1, revision: revisionOf(id), position: block + n, deleted: false };
  });
  const listed = ['payment_intent', `payment_intent/customer/${customer}`, 'charge', `charge/payment_intent/${pi}`];
  const add = [...listed, 'balance_transaction'].map((list) => {
    const of = objects.find((object) => list.startsWith(object.type)) ?? objects[0];
    return { list, position: of?.position ?? 0, id: of?.id ?? '' };
  });
  const told = ['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded', 'payment_method.attached'];
  const request = { id: `req_${ids.random(14)}`, idempotency_key: crypto.randomUUID() };
  const body = JSON.stringify({
    created,
    api_version: '2026-10-28.endive',
    request,
    previous_attributes: { pad: 'x'.repeat(40) },
  });
  const lines = [
    ['acquirer', -1999],
    ['merchant', 1911],
    ['fees', 88],
  ] as const;
  return {
    world,
    expected: objects.map((object) => ({ id: object.id, version: 0 })),
    revisions,
    objects,
    listings: { add, remove: [] },
    events: told.map((type, n) => ({
      id: id('evt'),
      type,
      revision: revisions[n]?.revision ?? 0,
      account: null,
      body,
    })),
    postings: lines.map(([book, amount], line) => {
      return { transaction: txn, line, book, currency: 'usd', amount, availableOn: created + 172_800 };
    }),
    timers: { add: [], remove: [] },
    idempotency: {
      key: request.idempotency_key,
      fingerprint: ids.random(43),
      requestId: request.id,
      status: 200,
      revision: revisionOf(pi),
      body: null,
      created,
    },
  };
}

function paymentMethod(id: string, customer: string, created: number) {
  const checks = { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' };
  return {
    id,
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: person,
    card: {
      brand: 'visa',
      checks,
      country: 'US',
      display_brand: 'visa',
      exp_month: 12,
      exp_year: 2034,
      fingerprint: 'X3Jw9OqZpT51kLma',
      funding: 'credit',
      generated_from: null,
      last4: '4242',
      networks: { available: ['visa'], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created,
    customer,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
    internal: { token: `tok_${ids.random(24)}`, behaviour: 'succeeds' },
  };
}

function paymentIntent(id: string, customer: string, created: number) {
  return {
    id,
    object: 'payment_intent',
    amount: 1999,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: { allow_redirects: 'always', enabled: true },
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_${ids.random(25)}`,
    confirmation_method: 'automatic',
    created,
    currency: 'usd',
    customer,
    customer_account: null,
    description: 'Order 6735, two tickets and a poster',
    excluded_payment_method_types: null,
    hooks: { inputs: { tax: { calculation: null } } },
    last_payment_error: null,
    latest_charge: null as string | null,
    livemode: false,
    metadata: { order_id: '6735', cart: ids.random(24), session: ids.random(60) },
    next_action: null,
    on_behalf_of: null,
    payment_method: null as string | null,
    payment_method_configuration_details: { id: 'pmc_1NrPq2EXAMPLE000000000', parent: null },
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: ['card', 'link'],
    processing: null,
    receipt_email: 'ada@example.com',
    review: null,
    setup_future_usage: null,
    shipping: { address, carrier: null, name: 'Ada Tester', phone: null, tracking_number: null },
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_confirmation',
    transfer_data: null,
    transfer_group: null,
  };
}

function charge(id: string, intent: string, method: string, customer: string, created: number) {
  return {
    id,
    object: 'charge',
    amount: 1999,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null as string | null,
    billing_details: person,
    calculated_statement_descriptor: 'FLORIN TEST',
    captured: false,
    created,
    currency: 'usd',
    customer,
    description: 'Order 6735, two tickets and a poster',
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: { order_id: '6735', cart: ids.random(24), session: ids.random(90) },
    on_behalf_of: null,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: 'approved_by_network',
      reason: null,
      risk_level: 'normal',
      risk_score: 42,
      seller_message: 'Payment complete.',
      type: 'authorized',
    },
    paid: false,
    payment_intent: intent,
    payment_method: method,
    payment_method_details: {
      card: {
        amount_authorized: 1999,
        authorization_code: '123456',
        brand: 'visa',
        checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
        country: 'US',
        exp_month: 12,
        exp_year: 2034,
        extended_authorization: { status: 'disabled' },
        fingerprint: 'X3Jw9OqZpT51kLma',
        funding: 'credit',
        incremental_authorization: { status: 'unavailable' },
        installments: null,
        last4: '4242',
        mandate: null,
        multicapture: { status: 'unavailable' },
        network: 'visa',
        network_token: { used: false },
        network_transaction_id: '104557651805572',
        overcapture: { maximum_amount_capturable: 1999, status: 'unavailable' },
        regulated_status: 'unregulated',
        three_d_secure: null,
        wallet: null,
      },
      type: 'card',
    },
    presentment_details: null,
    radar_options: {},
    receipt_email: 'ada@example.com',
    receipt_number: null,
    receipt_url: `http://localhost:12111/receipts/${id}/${ids.random(40)}`,
    refunded: false,
    review: null,
    shipping: { address, carrier: null, name: 'Ada Tester', phone: null, tracking_number: null },
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'pending',
    transfer_data: null,
    transfer_group: null,
  };
}

function balanceTransaction(id: string, source: string, created: number) {
  return {
    id,
    object: 'balance_transaction',
    amount: 1999,
    available_on: created + 172_800,
    balance_type: 'payments',
    created,
    currency: 'usd',
    description: `Order 6735, two tickets and a poster, ${ids.random(80)}`,
    exchange_rate: null,
    fee: 88,
    fee_details: [
      { amount: 88, application: null, currency: 'usd', description: 'Processing fees', type: 'stripe_fee' },
    ],
    net: 1911,
    reporting_category: 'charge',
    source,
    status: 'pending',
    type: 'charge',
  };
}
