import type { Params, VersionChange } from '../change.ts';

/** A parameter of Florin's own: with it, handlers let a statement_descriptor replace that of the account on cards. */
const ALLOWED_ON_CARDS = 'statement_descriptor_on_cards';

export const statementDescriptorOfCardPayments: VersionChange = {
  description: 'A statement_descriptor is refused for card payments, which take a statement_descriptor_suffix.',
  request: {
    'POST /v1/payment_intents': { upgrade: allowOnCards },
    'POST /v1/payment_intents/{intent}': { upgrade: allowOnCards },
    'POST /v1/payment_intents/{intent}/capture': { upgrade: allowOnCards },
  },
};

function allowOnCards(params: Params): void {
  if (params.statement_descriptor !== undefined) params[ALLOWED_ON_CARDS] = true;
}
