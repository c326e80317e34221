import type { Context } from '../../kernel/context.ts';
import { resourceMissing } from '../../kernel/errors.ts';
import type { OlderAddress } from '../../kernel/older-address.ts';
import { charges } from '../type.ts';
import { disputes, disputesOf } from './type.ts';

/** The newest dispute of a charge. */
async function ofCharge({ charge = '' }: Record<string, string>, context: Context) {
  await context.work.require(charges, charge);
  const [dispute] = await disputesOf(context, charge);
  if (!dispute) throw resourceMissing(disputes.noun, charge, 'charge');
  return { path: { dispute: dispute.id } };
}

/** The dispute below its charge. */
export const olderDisputeAddresses: readonly OlderAddress[] = [
  { at: 'GET /v1/charges/{charge}/dispute', is: 'GET /v1/disputes/{dispute}', as: ofCharge },
  { at: 'POST /v1/charges/{charge}/dispute', is: 'POST /v1/disputes/{dispute}', as: ofCharge },
  { at: 'POST /v1/charges/{charge}/dispute/close', is: 'POST /v1/disputes/{dispute}/close', as: ofCharge },
];
