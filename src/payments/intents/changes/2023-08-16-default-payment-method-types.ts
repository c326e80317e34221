import type { Params, VersionChange } from '../../../kernel/version-change.ts';

/** Parameters that determine the payment method types. */
const SOURCES_OF_TYPES = [
  'allowed_payment_method_types',
  'automatic_payment_methods',
  'excluded_payment_method_types',
  'payment_method_configuration',
  'payment_method_types',
];

export const paymentMethodTypesDefault: VersionChange = {
  version: '2023-08-16',
  description:
    'PaymentIntents and SetupIntents without payment method types use those of the settings instead of `card`.',
  request: {
    'POST /v1/payment_intents': { upgrade: cardsOnly },
    'POST /v1/setup_intents': { upgrade: cardsOnly },
  },
};

function cardsOnly(params: Params): void {
  if (SOURCES_OF_TYPES.every((name) => params[name] === undefined)) params.payment_method_types = ['card'];
}
