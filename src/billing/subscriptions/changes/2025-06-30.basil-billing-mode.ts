import type { VersionChange } from '../../../kernel/version-change.ts';
import { removeFields } from '../../../kernel/version-steps.ts';

/** https://docs.stripe.com/changelog/basil/2025-06-30/billing-mode */
export const billingModeOfSubscriptions: VersionChange = {
  version: '2025-06-30.basil',
  description: 'Subscriptions have a `billing_mode`.',
  response: { subscription: removeFields('billing_mode'), subscription_schedule: removeFields('billing_mode') },
};
