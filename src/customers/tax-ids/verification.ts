import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import type { TimerHandler } from '../../kernel/timer-handler.ts';
import { testAnswer } from '../../shared/tax-id-formats.ts';
import { decides } from '../../timers/worker.ts';
import { taxIds } from './type.ts';

const ANSWERED = 'tax_id.answered';

/** The tax office takes a few seconds to answer. */
const ANSWERS_AFTER_MS = 5_000;

/** Asks the tax office about a number. In test mode it only knows the numbers that are there for it. */
export function askOffice({ work }: Context, taxId: Stripe.TaxId): void {
  if (testAnswer(taxId.type, taxId.value) === undefined) return;
  work.schedule({ kind: ANSWERED, subject: taxId.id, dueAt: work.nowMs + ANSWERS_AFTER_MS });
}

/** What happens to tax IDs when time passes: the office says what it thinks of them. */
export const taxIdTimers: Readonly<Record<string, TimerHandler>> = {
  [ANSWERED]: decides(async ({ work }, timer) => {
    const taxId = await work.get(taxIds, timer.subject);
    const status = taxId && testAnswer(taxId.type, taxId.value);
    if (!taxId?.verification || status === undefined) return;
    const answered = work.save<Stripe.TaxId>({ ...taxId, verification: { ...taxId.verification, status } });
    if (answered.customer !== null) work.emit('customer.tax_id.updated', answered, previousAttributes(taxId, answered));
  }),
};
