import type Stripe from 'stripe';
import type { Entity, ResourceType } from '../../kernel/entity.ts';

export type Feature = Stripe.Entitlements.Feature;

export const features: ResourceType<Feature> = {
  object: 'entitlements.feature',
  prefix: 'feat_test',
  noun: 'feature',
  idParam: 'id',
  filters: { lookup_key: { listed: true }, active: { listed: true } },
};

/** A feature that a product brings. */
export interface OfferedFeature extends Entity {
  readonly object: 'offered_feature';
  readonly product: string;
  readonly feature: string;
}

export const offeredFeatures: ResourceType<OfferedFeature> = {
  object: 'offered_feature',
  prefix: 'prodft_test',
  noun: 'product feature',
  idParam: 'feature',
  listed: false,
  listedBy: ({ product, feature }) => [`product/${product}`, `feature/${feature}`],
};

/** A customer's access to a feature. */
export type ActiveEntitlement = Omit<Stripe.Entitlements.ActiveEntitlement, 'feature'> & {
  readonly feature: string;
  readonly internal: { readonly customer: string };
};

export const activeEntitlements: ResourceType<ActiveEntitlement> = {
  object: 'entitlements.active_entitlement',
  prefix: 'ent_test',
  noun: 'active entitlement',
  idParam: 'id',
  filters: { customer: { listed: true, of: ({ internal }) => internal.customer } },
};
