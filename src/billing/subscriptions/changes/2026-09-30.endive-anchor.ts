import type { ContractType } from '../../../contract/contract.ts';
import { isHash } from '../../../kernel/hash.ts';
import type { Params, VersionChange } from '../../../kernel/version-change.ts';

const anchor: ContractType = { kind: 'string' };
const request = { accepts: { billing_cycle_anchor: anchor }, upgrade: intoHash };

/** https://docs.stripe.com/changelog/endive/2026-09-30/billing-cycle-anchor */
export const anchorsOfSubscriptions: VersionChange = {
  version: '2026-09-30.endive',
  description: '`billing_cycle_anchor` of updates, resumptions and previews is a hash with a `type`, no longer a text.',
  request: {
    'POST /v1/subscriptions/{subscription}': request,
    'POST /v1/subscriptions/{subscription}/resume': request,
    'POST /v1/invoices/create_preview': {
      accepts: { 'subscription_details[billing_cycle_anchor]': anchor },
      upgrade: intoHashOfDetails,
    },
  },
};

function intoHash(params: Params): void {
  const { billing_cycle_anchor: given } = params;
  if (typeof given !== 'string') return;
  params.billing_cycle_anchor =
    given === 'now' || given === 'unchanged' ? { type: given } : { type: 'timestamp', timestamp: Number(given) };
}

function intoHashOfDetails(params: Params): void {
  if (isHash(params.subscription_details)) intoHash(params.subscription_details);
}
