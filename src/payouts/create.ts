import type Stripe from 'stripe';
import { accountOf } from '../accounts/find.ts';
import type { Context } from '../kernel/context.ts';
import { invalidRequest } from '../kernel/errors.ts';
import { mergeMetadata } from '../kernel/metadata.ts';
import { checkCurrency } from '../kernel/money.ts';
import { availableToSpend } from '../transfers/balance.ts';
import { type Destination, requireDestination } from './destination.ts';
import { balanceTooLow } from './errors.ts';
import { makePayout } from './make.ts';
import { businessDayFrom } from './schedule/business-days.ts';
import type { Payout } from './type.ts';

/** The bounds of an instant payout, in cents (https://docs.stripe.com/payouts/instant-payouts). */
const LEAST_INSTANT = 50;
const MOST_INSTANT = 999_900;
/** The longest text on a bank statement, in characters. */
const LONGEST_DESCRIPTOR = 22;

/** Pays out available funds of the account at once, also beside its schedule. */
export async function createPayout(context: Context, params: Stripe.PayoutCreateParams): Promise<Payout> {
  const { work, account } = context;
  const currency = checkCurrency(params.currency);
  const { amount, method = 'standard' } = params;
  checkAmount(amount);
  checkDescriptor(params.statement_descriptor);
  await checkEnabled(context);
  const destination = await requireDestination(context, params.destination, currency);
  if (method === 'instant') checkInstant(amount, destination);
  const available = await availableToSpend(context, currency);
  // Instant payouts may also take what is still pending.
  const funds = method === 'instant' ? available + (await pendingOf(context, currency)) : available;
  if (funds < amount) throw balanceTooLow();
  return makePayout(context, {
    amount,
    currency,
    destination,
    automatic: false,
    arrivalDate: method === 'instant' ? work.worldNow : businessDayFrom(work.worldNow, account.country),
    description: params.description ?? null,
    metadata: mergeMetadata({}, params.metadata),
    method,
    ...(params.source_type !== undefined && { sourceType: params.source_type }),
    statementDescriptor: params.statement_descriptor ?? null,
  });
}

async function pendingOf({ work }: Context, currency: string): Promise<number> {
  return (await work.bookBalances('merchant')).find((row) => row.currency === currency)?.pending ?? 0;
}

/** Throws unless payouts of a connected account are enabled. */
async function checkEnabled({ work }: Context): Promise<void> {
  if (work.connected === null) return;
  const account = await accountOf(work, work.connected);
  if (!account || account.payouts_enabled) return;
  throw invalidRequest('Cannot create payouts; the account cannot receive payouts until it has provided what is due.', {
    code: 'payouts_not_allowed',
  });
}

function checkAmount(amount: number): void {
  if (amount >= 1) return;
  throw invalidRequest('This value must be greater than or equal to 1.', {
    code: 'parameter_invalid_integer',
    param: 'amount',
  });
}

function checkDescriptor(text: string | undefined): void {
  if (text === undefined || text.length <= LONGEST_DESCRIPTOR) return;
  throw invalidRequest(`The statement descriptor must be at most ${LONGEST_DESCRIPTOR} characters.`, {
    param: 'statement_descriptor',
  });
}

function checkInstant(amount: number, { id, takesInstant }: Destination): void {
  if (!takesInstant) {
    throw invalidRequest(`The destination ${id} does not support instant payouts. Use method=standard.`, {
      code: 'instant_payouts_unsupported',
      param: 'method',
    });
  }
  if (amount >= LEAST_INSTANT && amount <= MOST_INSTANT) return;
  throw invalidRequest(
    `Instant payouts must be ${LEAST_INSTANT} to ${MOST_INSTANT} in the smallest unit, not ${amount}.`,
    {
      code: 'payouts_limit_exceeded',
      param: 'amount',
    },
  );
}
