import type { Params, VersionChange } from '../../../kernel/version-change.ts';

/** https://docs.stripe.com/changelog/clover/2025-09-30/billing-mode-default-flexible */
export const billingModeOfSessions: VersionChange = {
  version: '2025-09-30.clover',
  description:
    'Subscriptions of Checkout Sessions are billed in flexible mode unless they name another `billing_mode`.',
  request: { 'POST /v1/checkout/sessions': { upgrade: classicByDefault } },
};

function classicByDefault(params: Params): void {
  if (params.mode !== 'subscription') return;
  params.subscription_data = { billing_mode: { type: 'classic' }, ...(params.subscription_data ?? {}) };
}
