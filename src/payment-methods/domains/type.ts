import type Stripe from 'stripe';
import type { ResourceType } from '../../kernel/entity.ts';

export const paymentMethodDomains: ResourceType<Stripe.PaymentMethodDomain> = {
  object: 'payment_method_domain',
  prefix: 'pmd',
  noun: 'payment_method_domain',
  idParam: 'payment_method_domain',
  filters: { domain_name: { listed: true }, enabled: { listed: true } },
};

export const applePayDomains: ResourceType<Stripe.ApplePayDomain> = {
  object: 'apple_pay_domain',
  prefix: 'apwc',
  noun: 'apple_pay_domain',
  idParam: 'domain',
  filters: { domain_name: { listed: true } },
};
