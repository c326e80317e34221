import type { ContractType } from '../../../contract/contract.ts';
import type { VersionChange } from '../../../kernel/version-change.ts';

const accepts: Readonly<Record<string, ContractType>> = {
  payment_method_types: { kind: 'list', of: { kind: 'string' } },
};

/** Handlers still accept the parameter; only the newest contract dropped it. */
export const paymentMethodTypesOfSessions: VersionChange = {
  version: '2026-09-30.endive',
  description:
    'Requests for Checkout Sessions no longer accept `payment_method_types`: types come from the settings, narrowed by `allowed_payment_method_types`.',
  request: {
    'POST /v1/checkout/sessions': { accepts },
  },
};
