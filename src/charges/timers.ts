import type { TimerHandler } from '../kernel/timer-handler.ts';
import { decides } from '../timers/worker.ts';
import { release } from './refunds/release.ts';
import { type Charge, charges } from './type.ts';

/** The kind of timer that expires an uncaptured legacy charge. */
export const CHARGE_EXPIRES = 'charge.authorization_expires';

/** Timers of charges. */
export const chargeTimers: Readonly<Record<string, TimerHandler>> = {
  [CHARGE_EXPIRES]: decides(async (context, timer) => {
    await context.lock(timer.subject);
    const { work } = context;
    const charge = await work.get(charges, timer.subject);
    if (!charge || charge.captured || charge.refunded) return;
    const released = await release(context, charge, charge.amount, 'expired_uncaptured_charge');
    const expired = work.save<Charge>({ ...released, internal: { ...released.internal, expired: true } });
    work.emit('charge.expired', expired);
  }),
};
