import type Stripe from 'stripe';
import { resource } from '../../kernel/resource.ts';
import { domainName } from './domain-name.ts';
import { applePayDomains } from './type.ts';

/** Domains of Apple Pay alone: the older form of payment method domains. */
export const applePayDomainResource = resource(applePayDomains, {
  collection: '/v1/apple_pay/domains',
  item: '/v1/apple_pay/domains/{domain}',
  create: async ({ work }, { domain_name: given }) =>
    work.insert(applePayDomains, {
      id: work.newId(applePayDomains.prefix),
      object: 'apple_pay_domain',
      created: work.now,
      domain_name: domainName(given),
      livemode: false,
    }),
  retrieve: true,
  list: ({ domain_name }) => ({ where: { domain_name } }),
  async remove({ work }, domain) {
    work.remove(domain);
    const { id, object } = domain;
    const gone: Stripe.DeletedApplePayDomain = { id, object, deleted: true };
    return gone;
  },
});
