import type Stripe from 'stripe';
import type { Entity, ResourceType } from '../../kernel/entity.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';

/** The payout settings of a platform's own account. */
export interface PlatformPayouts extends Entity {
  readonly object: 'platform_payouts';
  readonly schedule: Stripe.Account.Settings.Payouts.Schedule;
  readonly statement_descriptor: string | null;
}

/** A platform has one. */
const ID = 'platform_payouts';

export const platformPayouts: ResourceType<PlatformPayouts> = {
  object: 'platform_payouts',
  prefix: 'platform_payouts',
  noun: 'payout settings',
  idParam: 'id',
  listed: false,
};

/** A platform is paid out by hand until it sets a schedule. */
const BY_HAND: PlatformPayouts = {
  id: ID,
  object: 'platform_payouts',
  schedule: { delay_days: 1, interval: 'manual' },
  statement_descriptor: null,
};

/** The payout settings of a platform. `work` acts for it. */
export async function payoutsOfPlatform(work: UnitOfWork): Promise<PlatformPayouts> {
  return (await work.get(platformPayouts, ID)) ?? BY_HAND;
}

/** Stores the payout settings of a platform. */
export async function savePlatformPayouts(work: UnitOfWork, changed: PlatformPayouts): Promise<void> {
  if (await work.get(platformPayouts, ID)) work.save(changed);
  else work.insert(platformPayouts, changed);
}
