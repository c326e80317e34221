import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../kernel/entity.ts';
import type { SessionLine } from '../sessions/type.ts';

/** The settings of a link that its sessions get: parameters of the last calls, without those that unset. */
export type LinkSettings = Omit<
  Stripe.PaymentLinkCreateParams,
  | 'currency'
  | 'expand'
  | 'inactive_message'
  | 'line_items'
  | 'metadata'
  | 'optional_items'
  | 'restrictions'
  | 'shipping_options'
>;

interface LinkInternal {
  readonly lines: readonly SessionLine[];
  readonly settings: LinkSettings;
}

export type PaymentLink = Stored<Stripe.PaymentLink, LinkInternal>;

export const paymentLinks: ResourceType<PaymentLink> = {
  object: 'payment_link',
  prefix: 'plink',
  noun: 'payment_link',
  idParam: 'payment_link',
  filters: { active: { listed: true } },
};

/** The mode of a link's sessions: with a recurring price, they subscribe. */
export function modeOf({
  subscription_data: data,
}: Pick<PaymentLink, 'subscription_data'>): 'payment' | 'subscription' {
  return data === null ? 'payment' : 'subscription';
}

/** True if as many sessions of a link were completed as it allows. */
export function isUsedUp({ restrictions }: Pick<PaymentLink, 'restrictions'>): boolean {
  const limited = restrictions?.completed_sessions;
  return limited !== undefined && limited.count >= limited.limit;
}
