import { FUNDS_ARRIVE } from '../../customers/cash-balance/plan-matching.ts';
import type { TimerHandler } from '../../kernel/timer-handler.ts';
import type { ApprovedResult, DeclinedResult } from '../../network/type.ts';
import { decides } from '../../timers/worker.ts';
import { matchFunds } from './apply-funds.ts';
import { cancel } from './cancel.ts';
import { finish, latestCharge } from './capture.ts';
import { SETTLES, settleLater } from './settle-later.ts';
import { paymentIntents } from './type.ts';

/** Timers of PaymentIntents. */
export const paymentIntentTimers: Readonly<Record<string, TimerHandler>> = {
  /** Money that a customer has sent is matched to it. */
  [FUNDS_ARRIVE]: decides((context, timer) => matchFunds(context, timer.subject, JSON.parse(timer.payload))),
  /** A bank's result arrives. */
  [SETTLES]: decides(async (context, timer) => {
    const { as } = JSON.parse(timer.payload) as { as: ApprovedResult | DeclinedResult };
    await settleLater(context, timer.subject, as);
  }),
  /** An authorization expires uncaptured, or partly captured. */
  'payment_intent.authorization_expires': decides(async (context, timer) => {
    await context.lock(timer.subject);
    const intent = await context.work.get(paymentIntents, timer.subject);
    if (intent?.status !== 'requires_capture') return;
    if (intent.amount_received === 0) await cancel(context, intent, 'expired');
    else await finish(context, intent, await latestCharge(context, intent), 0);
  }),
};
