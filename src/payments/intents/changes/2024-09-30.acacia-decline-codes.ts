import { isHash } from '../../../kernel/hash.ts';
import type { JsonObject, VersionChange } from '../../../kernel/version-change.ts';

/** Codes that had no decline code beside them. */
const CODES: ReadonlySet<unknown> = new Set(['expired_card', 'incorrect_cvc', 'processing_error']);

export const declineCodesOfIssuers: VersionChange = {
  version: '2024-09-30.acacia',
  description:
    'Declines with the code `expired_card`, `incorrect_cvc` or `processing_error` have a `decline_code` too.',
  response: {
    error: withoutDeclineCode,
    payment_intent: within('last_payment_error'),
    setup_attempt: within('setup_error'),
    setup_intent: within('last_setup_error'),
  },
};

function within(field: string): (object: JsonObject) => void {
  return (object) => {
    const error = object[field];
    if (isHash(error)) withoutDeclineCode(error);
  };
}

function withoutDeclineCode(error: JsonObject): void {
  if (CODES.has(error.code) && error.decline_code === error.code) error.decline_code = undefined;
}
