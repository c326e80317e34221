import type { Params, VersionChange } from '../../../kernel/version-change.ts';

/** https://docs.stripe.com/changelog/clover/2025-09-30/billing-mode-default-flexible */
export const flexibleByDefault: VersionChange = {
  version: '2025-09-30.clover',
  description: 'New subscriptions are billed in flexible mode unless they name another `billing_mode`.',
  request: {
    'POST /v1/subscriptions': { upgrade: classicByDefault },
  },
};

function classicByDefault(params: Params): void {
  params.billing_mode ??= { type: 'classic' };
}
