import type Stripe from 'stripe';
import type { ResourceType } from '../../../src/kernel/entity.ts';
import { operation } from '../../../src/kernel/operation.ts';
import { resource } from '../../../src/kernel/resource.ts';
import type { Room } from '../../../src/kernel/room.ts';
import type { VersionChange } from '../../../src/kernel/version-change.ts';
import { decides } from '../../../src/timers/worker.ts';

/** Domains expire this many milliseconds after their creation. */
export const LAPSE_AFTER_MS = 60_000;

const domains: ResourceType<Stripe.ApplePayDomain> = {
  object: 'apple_pay_domain',
  prefix: 'apwc',
  noun: 'domain',
  idParam: 'domain',
};

/** The version that renamed `host` to `domain_name`. */
export const RENAMED_IN = '2025-09-30.clover';

const nameOfDomains: VersionChange = {
  version: RENAMED_IN,
  description: '`host` of a domain became `domain_name`.',
  response: {
    apple_pay_domain(domain) {
      domain.host = domain.domain_name ?? null;
      domain.domain_name = undefined;
    },
  },
};

const domainResource = resource(domains, {
  collection: '/v1/apple_pay/domains',
  item: '/v1/apple_pay/domains/{domain}',
  async create({ work }, { domain_name }) {
    const id = work.newId(domains.prefix);
    work.schedule({ kind: 'apple_pay_domain.lapses', subject: id, dueAt: work.nowMs + LAPSE_AFTER_MS });
    return work.insert<Stripe.ApplePayDomain>(domains, {
      id,
      object: 'apple_pay_domain',
      created: work.now,
      domain_name,
      livemode: false,
    });
  },
  retrieve: true,
  list: () => ({}),
  timers: {
    'apple_pay_domain.lapses': decides(async ({ work }, { subject }) => {
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
    operation('GET /v1/exchange_rates/{rate_id}', async (_context, _params, { rate_id: id }) => ({
      id,
      object: 'exchange_rate' as const,
      rates: { eur: 1 },
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
