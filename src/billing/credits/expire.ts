import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { operation } from '../../kernel/operation.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import type { TimerHandler } from '../../kernel/timer-handler.ts';
import { decides } from '../../timers/worker.ts';
import { writeEntry } from './ledger.ts';
import { type CreditGrant, creditGrants } from './type.ts';

const EXPIRES = 'billing.credit_grant.expire';

/** Schedules the end of a grant, in place of an earlier one. */
export async function scheduleExpiry({ work }: Context, { id, expires_at: expires }: CreditGrant): Promise<void> {
  await work.cancelTimers(id, EXPIRES);
  if (expires !== null) work.schedule({ kind: EXPIRES, subject: id, dueAt: expires * 1000 });
}

/** Ends a grant now; what is left of it is lost. */
export const expireGrant = operation('POST /v1/billing/credit_grants/{id}/expire', async (context, _params, path) => {
  const { work } = context;
  const grant = await requireLive(context, path.id);
  const ended = takeRest(context, { ...grant, expires_at: work.now, updated: work.now }, 'credits_expired');
  work.emit('billing.credit_grant.updated', ended, previousAttributes(grant, ended));
  await work.cancelTimers(grant.id, EXPIRES);
  return ended;
});

/** Takes back a grant. Throws once it has paid for something: then it can be expired. */
export const voidGrant = operation('POST /v1/billing/credit_grants/{id}/void', async (context, _params, path) => {
  const { work } = context;
  const grant = await requireLive(context, path.id);
  if (grant.internal.remaining !== grant.amount.monetary?.value) {
    throw invalidRequest('Credits of this grant are applied to invoices, so it cannot be voided. Expire it instead.');
  }
  const ended = takeRest(context, { ...grant, voided_at: work.now, updated: work.now }, 'credits_voided');
  work.emit('billing.credit_grant.updated', ended, previousAttributes(grant, ended));
  await work.cancelTimers(grant.id, EXPIRES);
  return ended;
});

/** A grant, with the decision on its clock. Throws if it is voided or expired. */
export async function requireLive({ work }: Context, id: string): Promise<CreditGrant> {
  const grant = await work.require(creditGrants, id);
  await work.onClock(idOf(grant.test_clock));
  const { voided_at: voided, expires_at: expires } = grant;
  if (voided === null && (expires === null || expires > work.now)) return grant;
  throw invalidRequest(`The credit grant \`${id}\` is ${voided === null ? 'expired' : 'voided'} already.`);
}

function takeRest(context: Context, grant: CreditGrant, why: 'credits_expired' | 'credits_voided'): CreditGrant {
  const { remaining } = grant.internal;
  return context.work.save(remaining > 0 ? writeEntry(context, grant, remaining, { debit: why }).grant : grant);
}

/** Timers of credit grants. */
export const grantTimers: Readonly<Record<string, TimerHandler>> = {
  [EXPIRES]: decides(async (context, timer) => {
    const grant = await context.work.get(creditGrants, timer.subject);
    if (grant) takeRest(context, grant, 'credits_expired');
  }),
};
