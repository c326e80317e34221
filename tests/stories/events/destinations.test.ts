import type Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHarness, type Harness, type Json } from '../../support/harness.ts';
import { openReceiver } from './kit.ts';

type Create = Stripe.V2.Core.EventDestinationCreateParams;

/** A tolerance of the moment of signing, in seconds: the clock of these tests is in the past. */
const SIGNED_EARLIER = 10 * 365 * 86_400;
let harness: Harness;
let receiver: Awaited<ReturnType<typeof openReceiver>>;
let stripe: Stripe;
let shops = 0;

beforeAll(async () => {
  harness = await createHarness();
});
afterAll(() => harness.close());
beforeEach(async () => {
  receiver = await openReceiver();
  stripe = harness.client(`sk_test_destinations_${shops++}`);
});
afterEach(() => receiver.close());

const destination = (params: Partial<Create> = {}) =>
  stripe.v2.core.eventDestinations.create({
    name: 'Mine',
    type: 'webhook_endpoint',
    event_payload: 'thin',
    enabled_events: ['v1.customer.created'],
    webhook_endpoint: { url: receiver.url },
    include: ['webhook_endpoint.signing_secret', 'webhook_endpoint.url'],
    ...params,
  });

async function refusalOf(request: Promise<unknown>): Promise<Json> {
  const error: Json = await request.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  return { status: error?.statusCode, code: error?.code, param: error?.param };
}

describe('a thin destination', () => {
  it('receives a signed notification, from which the event and its object are fetched', async () => {
    const { webhook_endpoint } = await destination();
    const customer = await stripe.customers.create({ name: 'Jenny' }, { idempotencyKey: 'the-customer' });
    await stripe.customers.update(customer.id, { name: 'Other' });
    await receiver.received(1);
    const [received] = receiver.requests;
    const notification = stripe.parseEventNotification(
      received?.body ?? '',
      String(received?.headers['stripe-signature']),
      webhook_endpoint?.signing_secret ?? '',
      SIGNED_EARLIER,
    ) as Stripe.Events.V1CustomerCreatedEventNotification;
    expect(notification).toMatchObject({
      object: 'v2.core.event',
      type: 'v1.customer.created',
      livemode: false,
      created: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      related_object: { id: customer.id, type: 'customer', url: `/v1/customers/${customer.id}` },
      reason: { type: 'request', request: { idempotency_key: 'the-customer' } },
    });
    expect(JSON.parse(received?.body ?? '')).not.toHaveProperty('data');
    expect((await notification.fetchRelatedObject()).name).toBe('Other');
    const event = await notification.fetchEvent();
    expect(event).toMatchObject({ id: notification.id, type: 'v1.customer.created', snapshot_event: notification.id });
    expect((await stripe.events.retrieve(event.snapshot_event ?? '')).data.object).toMatchObject({ name: 'Jenny' });
    expect(receiver.requests).toHaveLength(1);
  });

  it('is pinged: the test event goes to it alone, and is not an event of v1', async () => {
    const { id } = await destination();
    await destination({ enabled_events: ['*'], name: 'Another' });
    const event = await stripe.v2.core.eventDestinations.ping(id);
    await receiver.received(1);
    expect(JSON.parse(receiver.requests[0]?.body ?? '')).toMatchObject({
      id: event.id,
      type: 'v2.core.event_destination.ping',
      related_object: { id, type: 'v2.core.event_destination', url: `/v2/core/event_destinations/${id}` },
    });
    expect(await stripe.v2.core.events.retrieve(event.id)).toMatchObject({ type: 'v2.core.event_destination.ping' });
    expect((await stripe.events.list()).data).toEqual([]);
    expect(await refusalOf(stripe.events.retrieve(event.id))).toMatchObject({ status: 404 });
    await harness.florin.advance('1s');
    expect(receiver.requests).toHaveLength(1);
  });

  it('receives nothing while it is disabled', async () => {
    const { id } = await destination();
    const disabled = await stripe.v2.core.eventDestinations.disable(id);
    expect(disabled).toMatchObject({ status: 'disabled', status_details: { disabled: { reason: 'user' } } });
    await stripe.customers.create();
    expect(await refusalOf(stripe.v2.core.eventDestinations.ping(id))).toMatchObject({ status: 400 });
    expect(await stripe.v2.core.eventDestinations.enable(id)).toMatchObject({ status: 'enabled' });
    const { id: customer } = await stripe.customers.create();
    await receiver.received(1);
    expect(JSON.parse(receiver.requests[0]?.body ?? '').related_object.id).toBe(customer);
  });
});

describe('a snapshot destination', () => {
  it('receives the events of v1 at its own version', async () => {
    const { webhook_endpoint } = await destination({
      event_payload: 'snapshot',
      enabled_events: ['charge.succeeded'],
      snapshot_api_version: '2022-08-01',
    });
    await stripe.charges.create({ amount: 1099, currency: 'usd', source: 'tok_visa' });
    await receiver.received(1);
    const [received] = receiver.requests;
    const event = stripe.webhooks.constructEvent(
      received?.body ?? '',
      String(received?.headers['stripe-signature']),
      webhook_endpoint?.signing_secret ?? '',
      SIGNED_EARLIER,
    );
    expect(event).toMatchObject({ type: 'charge.succeeded', api_version: '2022-08-01' });
    // Before 2022-11-15 a charge held its refunds.
    expect(event.data.object).toHaveProperty('refunds');
  });
});

describe('a destination for connected accounts', () => {
  it.each([
    ['@accounts', true],
    ['@self', false],
  ])('of %s: %s', async (scope, receives) => {
    await destination({ events_from: [scope], enabled_events: ['v1.account.updated'] });
    const account = await stripe.accounts.create({
      country: 'US',
      type: 'custom',
      capabilities: { transfers: { requested: true } },
    });
    await stripe.accounts.update(account.id, { metadata: { a: '1' } });
    await destination({ enabled_events: ['v1.customer.created'], name: 'Last' });
    await stripe.customers.create();
    await receiver.received(receives ? 2 : 1);
    const bodies = receiver.requests.map(({ body }) => JSON.parse(body));
    expect(bodies.some(({ context }) => context === account.id)).toBe(receives);
  });
});

describe('the events of v2', () => {
  it('are listed by type, object and moment, in pages', async () => {
    const first = await stripe.customers.create();
    const second = await stripe.customers.create();
    await stripe.customers.update(first.id, { name: 'New' });
    const names = async (params: Stripe.V2.Core.EventListParams) => {
      const seen: string[] = [];
      for await (const event of stripe.v2.core.events.list({ limit: 1, ...params })) {
        const { related_object: related } = event as Json;
        seen.push(`${event.type} ${related.id === first.id ? 1 : 2}`);
      }
      return seen;
    };
    expect(await names({})).toEqual(['v1.customer.updated 1', 'v1.customer.created 2', 'v1.customer.created 1']);
    expect(await names({ object_id: first.id })).toEqual(['v1.customer.updated 1', 'v1.customer.created 1']);
    expect(await names({ object_id: second.id })).toEqual(['v1.customer.created 2']);
    expect(await names({ types: ['v1.customer.updated'] })).toEqual(['v1.customer.updated 1']);
    expect(await names({ created: { lt: 1_000_000_000 } })).toEqual([]);
    expect(await refusalOf(stripe.v2.core.events.list({ types: ['customer.updated'] }))).toMatchObject({
      status: 400,
      param: 'types',
    });
    expect(await refusalOf(stripe.v2.core.events.retrieve('evt_none'))).toMatchObject({
      status: 404,
      code: 'not_found',
    });
  });
});

describe('misuse', () => {
  it.each<[string, Partial<Create>, string]>([
    ['no address', { webhook_endpoint: undefined as never }, 'webhook_endpoint'],
    ['an address without http', { webhook_endpoint: { url: 'ftp://example.com' } }, 'webhook_endpoint.url'],
    ['no types', { enabled_events: [] }, 'enabled_events'],
    ['a snapshot type in a thin destination', { enabled_events: ['charge.succeeded'] }, 'enabled_events'],
    [
      'a thin type in a snapshot destination',
      { event_payload: 'snapshot', enabled_events: ['v1.charge.succeeded'] },
      'enabled_events',
    ],
    ['a version for thin events', { snapshot_api_version: '2022-08-01' }, 'snapshot_api_version'],
    [
      'an unknown version',
      { event_payload: 'snapshot', enabled_events: ['*'], snapshot_api_version: 'x' },
      'snapshot_api_version',
    ],
    ['an organization', { events_from: ['@organization_members'] }, 'events_from'],
  ])('%s is refused', async (_, params, param) => {
    expect(await refusalOf(destination(params))).toEqual({ status: 400, code: 'invalid_fields', param });
    expect((await stripe.v2.core.eventDestinations.list()).data).toEqual([]);
  });

  it('of other networks is refused as not built', async () => {
    expect(await refusalOf(destination({ type: 'amazon_eventbridge' }))).toMatchObject({ status: 501 });
  });
});
