import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../../kernel/entity.ts';

export type PortalFeatures = Omit<Stripe.BillingPortal.Configuration.Features, 'subscription_cancel'> & {
  readonly subscription_cancel: Omit<
    Stripe.BillingPortal.Configuration.Features.SubscriptionCancel,
    'cancellation_reason'
  > & {
    readonly cancellation_reason: Omit<
      Stripe.BillingPortal.Configuration.Features.SubscriptionCancel.CancellationReason,
      'feedback_options'
    > & { readonly feedback_options: string[] | null };
  };
};

export type PortalProduct = Stripe.BillingPortal.Configuration.Features.SubscriptionUpdate.Product;

interface ConfigurationInternal {
  /** The products that subscriptions can be switched to; they are shown only on request. */
  readonly products: readonly PortalProduct[];
  /** Random part of the address of its login page. */
  readonly login: string;
}

/** Features that customers have in the portal. */
export type PortalConfiguration = Omit<
  Stored<Stripe.BillingPortal.Configuration, ConfigurationInternal>,
  'features'
> & { readonly features: PortalFeatures };

export const portalConfigurations: ResourceType<PortalConfiguration> = {
  object: 'billing_portal.configuration',
  prefix: 'bpc',
  noun: 'configuration',
  idParam: 'configuration',
  filters: { is_default: { listed: true }, active: { listed: true } },
};
