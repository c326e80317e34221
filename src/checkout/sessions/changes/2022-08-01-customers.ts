import type { Params, VersionChange } from '../../../kernel/version-change.ts';

export const customersOfCheckoutSessions: VersionChange = {
  version: '2022-08-01',
  description: 'Checkout Sessions in payment mode create a customer only if one is needed; before, they always did.',
  request: { 'POST /v1/checkout/sessions': { upgrade: alwaysCreate } },
};

function alwaysCreate(params: Params): void {
  const isPayment = (params.mode ?? 'payment') === 'payment';
  if (isPayment && params.customer === undefined) params.customer_creation ??= 'always';
}
