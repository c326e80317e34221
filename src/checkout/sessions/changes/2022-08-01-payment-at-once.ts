import type { Params, VersionChange } from '../../../kernel/version-change.ts';

export const paymentsOfCheckoutSessions: VersionChange = {
  version: '2022-08-01',
  description:
    'Checkout Sessions in payment mode create their PaymentIntent when they are confirmed; before, it was created with them.',
  request: { 'POST /v1/checkout/sessions': { upgrade: payAtOnce } },
};

function payAtOnce(params: Params): void {
  if ((params.mode ?? 'payment') === 'payment') params.has_payment = true;
}
