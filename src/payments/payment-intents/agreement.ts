import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { asksIndianMandate, indianGrant } from '../intents/indian-mandate.ts';
import { acceptanceOf, type MandateData } from '../mandates/acceptance.ts';
import { type Agreement, underMandate } from '../mandates/agreement.ts';
import type { PaymentMethod } from '../payment-methods/type.ts';
import { futureUsageOf } from './options.ts';
import type { PaymentIntent } from './type.ts';

/** What a confirmation says of mandates. */
export interface MandateParams {
  readonly mandate?: string | undefined;
  readonly mandate_data?: MandateData | '' | null | undefined;
}

/**
 * What a confirmed payment is made under; null when no mandate was spoken of. A mandate that is given with a payment
 * stands for later ones too where the method is kept for those, else for this one amount.
 */
export async function agreementOf(
  context: Context,
  intent: PaymentIntent,
  method: PaymentMethod,
  { mandate, mandate_data: data }: MandateParams,
): Promise<Agreement | null> {
  if (mandate && data) throw invalidRequest('You may only specify one of these parameters: mandate, mandate_data.');
  if (mandate) return underMandate(context, mandate, method);
  if (!data) return asksIndianMandate(intent, method) ? { grant: indianGrant(context) } : null;
  const isKept = futureUsageOf(intent, method.type) === 'off_session';
  const { amount, currency } = intent;
  return { grant: { acceptance: acceptanceOf(context, data), singleUse: isKept ? null : { amount, currency } } };
}
