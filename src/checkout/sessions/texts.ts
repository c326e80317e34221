import type Stripe from 'stripe';
import { checkStatementDescriptor } from '../../charges/statement-descriptor.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import type { SessionParams } from './type.ts';

/** The longest texts of a session, in characters: https://docs.stripe.com/api/checkout/sessions/create */
const LONGEST_REFERENCE = 200;
const LONGEST_CUSTOM_TEXT = 1200;

/** Rejects texts now that would be too long for the payment. */
export function checkTexts(params: SessionParams): void {
  checkLength(params.client_reference_id, LONGEST_REFERENCE, 'client_reference_id');
  for (const [name, text] of Object.entries(params.custom_text ?? {})) {
    if (text) checkLength(text.message, LONGEST_CUSTOM_TEXT, `custom_text[${name}][message]`);
  }
  checkDescriptors(params.payment_intent_data ?? {});
}

/** Rejects a text that is not allowed on a statement. */
export function checkDescriptors(
  data: Pick<
    Stripe.Checkout.SessionUpdateParams.PaymentIntentData,
    'statement_descriptor' | 'statement_descriptor_suffix'
  >,
): void {
  checkStatementDescriptor(data.statement_descriptor, 'statement_descriptor');
  checkStatementDescriptor(data.statement_descriptor_suffix, 'statement_descriptor_suffix');
}

function checkLength(text: string | undefined, longest: number, param: string): void {
  if (text === undefined || text.length <= longest) return;
  throw invalidRequest(`Invalid string: must be at most ${longest} characters`, { param });
}
