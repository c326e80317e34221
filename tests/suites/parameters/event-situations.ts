import type { Shop } from './shop.ts';
import type { Prepare } from './situation.ts';

const DESTINATION = {
  name: 'Mine',
  type: 'webhook_endpoint',
  event_payload: 'thin',
  'enabled_events[0]': 'v1.payout.paid',
  'webhook_endpoint[url]': 'http://127.0.0.1:9/',
};

const destination = (shop: Shop) =>
  shop.once('destination', () => shop.make('/v2/core/event_destinations', DESTINATION));

export const EVENT_SITUATIONS: Readonly<Record<string, Prepare>> = {
  'POST /v1/webhook_endpoints': () => ({ form: { url: 'http://127.0.0.1:9/', 'enabled_events[0]': 'payout.paid' } }),
  'POST /v1/webhook_endpoints/{webhook_endpoint}': async (shop) => ({
    ids: [
      (
        await shop.once('endpoint', () =>
          shop.make('webhook_endpoints', { url: 'http://127.0.0.1:9/', 'enabled_events[0]': 'payout.paid' }),
        )
      ).id,
    ],
  }),
  'POST /v2/core/event_destinations': (_shop, path) => ({
    form: {
      ...DESTINATION,
      ...(path === 'snapshot_api_version' && { event_payload: 'snapshot', 'enabled_events[0]': 'payout.paid' }),
    },
  }),
  'POST /v2/core/event_destinations/{event_destination}': async (shop) => ({ ids: [(await destination(shop)).id] }),
  'GET /v2/core/event_destinations/{event_destination}': async (shop) => ({ ids: [(await destination(shop)).id] }),
};
