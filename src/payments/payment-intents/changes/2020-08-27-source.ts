import type { ContractType, OperationId } from '../../../contract/contract.ts';
import type { Params, RequestChange, VersionChange } from '../../../kernel/version-change.ts';

const accepts: Readonly<Record<string, ContractType>> = { source: { kind: 'string' } };
const change: RequestChange = { accepts, upgrade: asPaymentMethod };
const OPERATIONS: readonly OperationId[] = [
  'POST /v1/payment_intents',
  'POST /v1/payment_intents/{intent}',
  'POST /v1/payment_intents/{intent}/confirm',
];

export const sourceOfPaymentIntents: VersionChange = {
  version: '2020-08-27',
  description: 'Requests for PaymentIntents no longer accept `source`: a card or source is their `payment_method`.',
  request: Object.fromEntries(OPERATIONS.map((id) => [id, change])),
};

function asPaymentMethod(params: Params): void {
  const { source } = params;
  if (typeof source !== 'string') return;
  delete params.source;
  if (params.payment_method !== undefined || params.payment_method_data !== undefined) return;
  // A token is not a payment method yet.
  if (source.startsWith('tok_')) params.payment_method_data = { type: 'card', card: { token: source } };
  else params.payment_method = source;
}
