import type Stripe from 'stripe';
import type { ResourceType } from '../../../src/kernel/entity.ts';
import { operation } from '../../../src/kernel/operation.ts';
import { resource } from '../../../src/kernel/resource.ts';
import type { Room } from '../../../src/kernel/room.ts';
import type { VersionChange } from '../../../src/kernel/version-change.ts';
import { decides } from '../../../src/timers/worker.ts';

/** Domains expire this many milliseconds after their creation. */
export const LAPSE_AFTER_MS = 60_000;

const domains: ResourceType<Stripe.Radar.ValueListItem> = {
  object: 'radar.value_list_item',
  prefix: 'rsli',
  noun: 'item',
  idParam: 'item',
};

/** The version that renamed `host` to `value`. */
export const RENAMED_IN = '2025-09-30.clover';

const nameOfDomains: VersionChange = {
  version: RENAMED_IN,
  description: '`host` of an item became `value`.',
  response: {
    'radar.value_list_item'(domain) {
      domain.host = domain.value ?? null;
      domain.value = undefined;
    },
  },
};

const domainResource = resource(domains, {
  collection: '/v1/radar/value_list_items',
  item: '/v1/radar/value_list_items/{item}',
  async create({ work }, { value, value_list }) {
    const id = work.newId(domains.prefix);
    work.schedule({ kind: 'radar.value_list_item.lapses', subject: id, dueAt: work.nowMs + LAPSE_AFTER_MS });
    return work.insert<Stripe.Radar.ValueListItem>(domains, {
      id,
      object: 'radar.value_list_item',
      created: work.now,
      created_by: 'a merchant',
      livemode: false,
      value,
      value_list,
    });
  },
  retrieve: true,
  list: () => ({}),
  timers: {
    'radar.value_list_item.lapses': decides(async ({ work }, { subject }) => {
      const domain = await work.get(domains, subject);
      if (domain) work.remove(domain);
    }),
  },
  changes: [nameOfDomains],
});

/** A small room that is not part of Florin, as an example of any added room. */
export const foreign: Room = {
  name: 'foreign',
  resources: [domainResource],
  operations: [
    operation('GET /v1/climate/suppliers/{supplier}', async (_context, _params, { supplier: id }) => ({
      id,
      object: 'climate.supplier' as const,
      info_url: 'https://supplier.example',
      livemode: false,
      locations: [],
      name: 'Kelp',
      removal_pathway: 'biomass_carbon_removal_and_storage' as const,
    })),
  ],
  follows: [
    {
      on: 'customer.deleted',
      async do({ work }) {
        for (const domain of await work.list(domains, { limit: 100 })) work.remove(domain);
      },
    },
  ],
  pages: [{ method: 'GET', path: '/domains/:name', handle: async (_engine, _request, { name }) => new Response(name) }],
};
