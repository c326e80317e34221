import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { operation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { domainName } from './domain-name.ts';
import { paymentMethodDomains } from './type.ts';

/** Wallets look at a domain from outside. In test mode nothing is looked at, so they accept every domain. */
const ACCEPTED = { status: 'active' };

/** Registers a domain. One that is registered already is returned, enabled as requested. */
async function create(
  { work }: Context,
  { domain_name: given, enabled = true }: Stripe.PaymentMethodDomainCreateParams,
): Promise<Stripe.PaymentMethodDomain> {
  const name = domainName(given);
  const [registered] = await work.list(paymentMethodDomains, { by: `domain_name/${name}`, limit: 1 });
  if (registered) return registered.enabled === enabled ? registered : work.save({ ...registered, enabled });
  return work.insert(paymentMethodDomains, {
    id: work.newId(paymentMethodDomains.prefix),
    object: 'payment_method_domain',
    amazon_pay: ACCEPTED,
    apple_pay: ACCEPTED,
    created: work.now,
    domain_name: name,
    enabled,
    google_pay: ACCEPTED,
    klarna: ACCEPTED,
    link: ACCEPTED,
    livemode: false,
    paypal: ACCEPTED,
  });
}

const validate = operation(
  'POST /v1/payment_method_domains/{payment_method_domain}/validate',
  ({ work }, _params, path) => work.require(paymentMethodDomains, path.payment_method_domain),
);

export const paymentMethodDomainResource = resource(paymentMethodDomains, {
  collection: '/v1/payment_method_domains',
  item: '/v1/payment_method_domains/{payment_method_domain}',
  create,
  retrieve: true,
  update: async ({ work }, current, { enabled = current.enabled }) =>
    enabled === current.enabled ? current : work.save({ ...current, enabled }),
  list: ({ domain_name, enabled }) => ({ where: { domain_name, enabled } }),
  operations: [validate],
});
