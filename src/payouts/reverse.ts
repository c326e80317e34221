import { DAY_SECONDS } from '../kernel/clock.ts';
import type { Context } from '../kernel/context.ts';
import { idOf } from '../kernel/entity.ts';
import { invalidRequest } from '../kernel/errors.ts';
import { mergeMetadata } from '../kernel/metadata.ts';
import { operation } from '../kernel/operation.ts';
import { availableOn } from '../ledger/availability.ts';
import { requireDestination } from './destination.ts';
import { makePayout } from './make.ts';
import { type Payout, payouts } from './type.ts';

/** Days during which a payout can be reversed. */
const REVERSIBLE_DAYS = 90;

/** Takes a paid payout back from a US bank account: a payout in the other direction. */
export const reversePayout = operation(
  'POST /v1/payouts/{payout}/reverse',
  async (context: Context, params, path) => {
    const { work, account } = context;
    const payout = await work.require(payouts, path.payout);
    const destination = await requireDestination(context, idOf(payout.destination) ?? '', payout.currency);
    checkReversible(payout, destination, work.worldNow);
    const arrivalDate = availableOn(work.worldNow, account.country);
    const reversal = makePayout(context, {
      amount: -payout.amount,
      currency: payout.currency,
      destination: { ...destination, failure: null },
      automatic: false,
      arrivalDate,
      availableOn: arrivalDate,
      metadata: mergeMetadata({}, params.metadata),
      originalPayout: payout.id,
      statementDescriptor: payout.statement_descriptor,
    });
    work.emit('payout.updated', work.save<Payout>({ ...payout, reversed_by: reversal.id }), { reversed_by: null });
    return reversal;
  },
  { lock: 'payout' },
);

function checkReversible(
  { id, status, created, original_payout: original, reversed_by: reversed }: Payout,
  { type, country }: { readonly type: string; readonly country: string | null },
  now: number,
): void {
  const why =
    status !== 'paid'
      ? `it has a status of ${status}, and only paid payouts can be`
      : original !== null || reversed !== null
        ? 'it was reversed before, or is the reversal of another payout'
        : type !== 'bank_account' || country !== 'US'
          ? 'only payouts to US bank accounts can be'
          : now > created + REVERSIBLE_DAYS * DAY_SECONDS
            ? `only payouts of the last ${REVERSIBLE_DAYS} days can be`
            : null;
  if (why !== null) throw invalidRequest(`The payout ${id} cannot be reversed: ${why}.`);
}
