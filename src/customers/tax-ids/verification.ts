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

/** Verifies a number with the tax office. In test mode only the test numbers have a result. */
export function askOffice({ work }: Context, taxId: Stripe.TaxId): void {
  if (testAnswer(taxId.type, taxId.value) === undefined) return;
  work.schedule({ kind: ANSWERED, subject: taxId.id, dueAt: work.nowMs + ANSWERS_AFTER_MS });
}

/** Timers of tax IDs: the office's verification completes. */
export const taxIdTimers: Readonly<Record<string, TimerHandler>> = {
  [ANSWERED]: decides(async ({ work }, timer) => {
    const taxId = await work.get(taxIds, timer.subject);
    const status = taxId && testAnswer(taxId.type, taxId.value);
    if (!taxId?.verification || status === undefined) return;
    const answered = work.save<Stripe.TaxId>({ ...taxId, verification: { ...taxId.verification, status } });
    if (answered.customer !== null) work.emit('customer.tax_id.updated', answered, previousAttributes(taxId, answered));
  }),
};
