import type { Translate } from '../texts/texts.ts';

/** The error of a field with a missing or invalid value, as Stripe.js has it. */
export function validationError(code: string, t: Translate) {
  return { type: 'validation_error' as const, code, message: t(`problem.${code}`) };
}
