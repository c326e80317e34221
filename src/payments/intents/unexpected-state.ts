import { invalidRequest, type StripeError } from '../../kernel/errors.ts';
import type { Intent } from './intent.ts';

/** The error of an intent that is not ready for what was asked, with the intent inside. */
export function unexpectedState(intent: Intent, message: string): StripeError {
  return invalidRequest(message, { code: `${intent.object}_unexpected_state`, [intent.object]: intent });
}
