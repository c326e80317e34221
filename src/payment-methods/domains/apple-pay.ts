import type Stripe from 'stripe';
import { resource } from '../../kernel/resource.ts';
import { domainName } from './domain-name.ts';
import { applePayDomains } from './type.ts';

/** Domains of Apple Pay alone: the older form of payment method domains. One that is registered already is returned. */
export const applePayDomainResource = resource(applePayDomains, {
  collection: '/v1/apple_pay/domains',
  item: '/v1/apple_pay/domains/{domain}',
  async create({ work }, { domain_name: given }) {
    const name = domainName(given);
    const [registered] = await work.list(applePayDomains, { by: `domain_name/${name}`, limit: 1 });
    if (registered) return registered;
    return work.insert(applePayDomains, {
      id: work.newId(applePayDomains.prefix),
      object: 'apple_pay_domain',
      created: work.now,
      domain_name: name,
      livemode: false,
    });
  },
  retrieve: true,
  list: ({ domain_name }) => ({ where: { domain_name } }),
  async remove({ work }, domain) {
    work.remove(domain);
    const { id, object } = domain;
    const gone: Stripe.DeletedApplePayDomain = { id, object, deleted: true };
    return gone;
  },
});
