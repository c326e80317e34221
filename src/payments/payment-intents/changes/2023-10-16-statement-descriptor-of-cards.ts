import type { Params, VersionChange } from '../../../kernel/version-change.ts';

/** A parameter of Florin's own: handlers then let `statement_descriptor` replace the account's on cards. */
const ALLOWED_ON_CARDS = 'statement_descriptor_on_cards';

export const statementDescriptorOfCardPayments: VersionChange = {
  version: '2023-10-16',
  description: '`statement_descriptor` is rejected for card payments; use `statement_descriptor_suffix`.',
  request: {
    'POST /v1/payment_intents': { upgrade: allowOnCards },
    'POST /v1/payment_intents/{intent}': { upgrade: allowOnCards },
    'POST /v1/payment_intents/{intent}/capture': { upgrade: allowOnCards },
  },
};

function allowOnCards(params: Params): void {
  if (params.statement_descriptor !== undefined) params[ALLOWED_ON_CARDS] = true;
}
