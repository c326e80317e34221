import type Stripe from 'stripe';
import { customers } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { checkCurrency } from '../../kernel/money.ts';
import { largestAmount } from '../../shared/currencies.ts';
import { scheduleExpiry } from './expire.ts';
import { writeEntry } from './ledger.ts';
import { readScope } from './scope.ts';
import { type CreditGrant, creditGrants } from './type.ts';

/** Limits of a grant: https://docs.stripe.com/api/billing/credit-grant/create */
const DEFAULT_PRIORITY = 50;
const MOST_PRIORITY = 100;
const LONGEST_NAME = 100;

/** Grants a customer credits that pay for metered usage. */
export async function createGrant(
  context: Context,
  params: Stripe.Billing.CreditGrantCreateParams,
): Promise<CreditGrant> {
  const { work } = context;
  if (params.customer === undefined) throw parameterMissing('customer');
  const customer = await work.require(customers, params.customer, 'customer');
  const clock = idOf(customer.test_clock ?? null);
  await work.onClock(clock);
  const effective = params.effective_at ?? work.now;
  const { expires_at: expires = null, priority = DEFAULT_PRIORITY, name = null } = params;
  if (expires !== null) checkExpiry(expires, Math.max(effective, work.now));
  if (priority < 0 || priority > MOST_PRIORITY) {
    throw invalidRequest(`The priority of a grant is between 0 (used first) and ${MOST_PRIORITY}.`, {
      param: 'priority',
    });
  }
  if (name !== null && name.length > LONGEST_NAME) {
    throw invalidRequest(`A name has at most ${LONGEST_NAME} characters.`, { param: 'name' });
  }
  const { currency, value } = readAmount(params.amount);
  const blank: CreditGrant = {
    id: work.newId(creditGrants.prefix),
    object: 'billing.credit_grant',
    amount: { monetary: { currency, value }, type: 'monetary' },
    applicability_config: { scope: await readScope(context, params.applicability_config.scope) },
    category: params.category ?? 'paid',
    created: work.now,
    customer: customer.id,
    customer_account: null,
    effective_at: effective,
    expires_at: expires,
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    name: name || null,
    priority,
    test_clock: clock,
    updated: work.now,
    voided_at: null,
    internal: { remaining: 0 },
  };
  work.insert(creditGrants, blank);
  const grant = work.save(writeEntry(context, blank, value, { credit: 'credits_granted' }).grant);
  work.emit('billing.credit_grant.created', grant);
  await scheduleExpiry(context, grant);
  return grant;
}

/** Throws unless a grant expires after it is effective, and in the future. */
export function checkExpiry(expires: number, after: number): void {
  if (expires > after) return;
  throw invalidRequest('`expires_at` must be in the future and later than `effective_at`.', { param: 'expires_at' });
}

function readAmount({ monetary }: Stripe.Billing.CreditGrantCreateParams['amount']): {
  readonly currency: string;
  readonly value: number;
} {
  if (monetary === undefined) throw parameterMissing('amount[monetary]');
  const currency = checkCurrency(monetary.currency, 'amount[monetary][currency]');
  const most = largestAmount(currency);
  if (monetary.value >= 1 && monetary.value <= most) return { currency, value: monetary.value };
  throw invalidRequest(`The amount of a grant must be between 1 and ${most}.`, {
    code: 'parameter_invalid_integer',
    param: 'amount[monetary][value]',
  });
}
