import type { Params, VersionChange } from '../change.ts';

/** Any of these says already where the types come from. */
const SOURCES_OF_TYPES = [
  'allowed_payment_method_types',
  'automatic_payment_methods',
  'excluded_payment_method_types',
  'payment_method_configuration',
  'payment_method_types',
];

export const paymentMethodTypesDefault: VersionChange = {
  description: 'Intents that name no types take those of the settings instead of cards only.',
  request: {
    'POST /v1/payment_intents': { upgrade: cardsOnly },
    'POST /v1/setup_intents': { upgrade: cardsOnly },
  },
};

function cardsOnly(params: Params): void {
  if (SOURCES_OF_TYPES.every((name) => params[name] === undefined)) params.payment_method_types = ['card'];
}
