import type { ContractType } from '../../../contract/contract.ts';
import type { VersionChange } from '../change.ts';

const accepts: Readonly<Record<string, ContractType>> = {
  payment_method_types: { kind: 'list', of: { kind: 'string' } },
};

/** The handlers still take the parameter; it is the contract of the newest version that has lost it. */
export const paymentMethodTypesParameter: VersionChange = {
  description:
    'Requests no longer list payment_method_types: types come from the settings, narrowed by allowed_payment_method_types.',
  request: {
    'POST /v1/checkout/sessions': { accepts },
    'POST /v1/payment_intents': { accepts },
    'POST /v1/payment_intents/{intent}': { accepts },
    'POST /v1/payment_intents/{intent}/confirm': { accepts },
    'POST /v1/setup_intents': { accepts },
    'POST /v1/setup_intents/{intent}': { accepts },
  },
};
