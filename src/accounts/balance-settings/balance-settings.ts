import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { withStorageId } from '../../kernel/entity.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { define, operation } from '../../kernel/operation.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { view } from '../../kernel/resource.ts';
import { accountOf } from '../find.ts';
import { checkDescriptor } from '../settings/descriptors.ts';
import { leastDelay, withSchedule } from '../settings/schedule.ts';
import { withSettings } from '../settings/settings.ts';
import { settle } from '../settle.ts';
import type { Account } from '../type.ts';
import { withMinimumBalances } from './minimum-balances.ts';
import { type PlatformPayouts, payoutsOfPlatform, savePlatformPayouts } from './platform-payouts.ts';
import { withStartOfDay } from './start-of-day.ts';

type Settings = Stripe.BalanceSettings;
type Params = Stripe.BalanceSettingsUpdateParams;

/** The payout settings of an account as balance settings show them; `own` are those of a platform. */
function shown(account: Account | undefined, own?: PlatformPayouts): Settings {
  const payouts = account?.settings?.payouts ?? (own && { ...own, debit_negative_balances: true });
  const { interval = 'manual', monthly_payout_days, weekly_payout_days, delay_days: delay } = payouts?.schedule ?? {};
  const { minimumBalances = null, startOfDay = null } = account?.internal ?? {};
  const isOverridden = interval !== 'manual' && delay !== leastDelay(account?.country ?? '');
  return {
    object: 'balance_settings',
    payments: {
      debit_negative_balances: payouts?.debit_negative_balances ?? true,
      payouts: {
        automatic_transfer_rules_by_currency: null,
        minimum_balance_by_currency: minimumBalances && { ...minimumBalances },
        schedule: {
          // The schedule of an account has one of these intervals.
          interval: interval as 'manual',
          ...(monthly_payout_days && { monthly_payout_days }),
          ...(weekly_payout_days && { weekly_payout_days }),
        },
        statement_descriptor: payouts?.statement_descriptor ?? null,
        status: account === undefined || account.payouts_enabled ? 'enabled' : 'disabled',
      },
      settlement_timing: {
        delay_days: delay ?? 0,
        ...(isOverridden && delay !== undefined && { delay_days_override: delay }),
        start_of_day: startOfDay,
      },
    },
  };
}

async function ownOf({ work }: Context): Promise<Account | undefined> {
  return work.connected === null ? undefined : accountOf(work, work.connected);
}

/** The settings of a platform that can change. */
const OF_PLATFORMS = ['schedule', 'statement_descriptor'];

/** Sets how the platform itself is paid out. Throws for settings that only connected accounts have. */
async function updatePlatform(context: Context, { payments = {} }: Params): Promise<Settings> {
  const { work, account } = context;
  const { payouts = {}, ...others } = payments;
  const [other] = [
    ...Object.keys(others).map((name) => `payments[${name}]`),
    ...Object.keys(payouts)
      .filter((name) => !OF_PLATFORMS.includes(name))
      .map((name) => `payments[payouts][${name}]`),
  ];
  if (other !== undefined) {
    throw invalidRequest(
      `\`${other}\` can be set for connected accounts only. Name one with the Stripe-Account header.`,
      { param: other },
    );
  }
  const current = await payoutsOfPlatform(work);
  const { statement_descriptor: descriptor } = payouts;
  if (descriptor) checkDescriptor(descriptor, 'payments[payouts][statement_descriptor]');
  const schedule = withSchedule(current.schedule, payouts.schedule, account.country, 'payments[payouts][schedule]');
  const changed: PlatformPayouts = {
    ...current,
    schedule,
    ...(descriptor !== undefined && { statement_descriptor: descriptor || null }),
  };
  const [before, after] = [shown(undefined, current), shown(undefined, changed)];
  const previous = previousAttributes(before, after);
  if (Object.keys(previous).length === 0) return after;
  await savePlatformPayouts(work, changed);
  work.emit('balance_settings.updated', withStorageId(changed.id, after), previous);
  return after;
}

async function update(context: Context, params: Params): Promise<Settings> {
  const { payments = {} } = params;
  const account = await ownOf(context);
  if (!account) return updatePlatform(context, params);
  const { debit_negative_balances: debits, payouts = {}, settlement_timing: timing = {} } = payments;
  const schedule = {
    ...payouts.schedule,
    ...(typeof timing.delay_days_override === 'number' && { delay_days: timing.delay_days_override }),
    ...(timing.delay_days_override === '' && { delay_days: 'minimum' as const }),
  };
  const changed = await withSettings(context, account, {
    payouts: {
      ...(debits !== undefined && { debit_negative_balances: debits }),
      ...(payouts.statement_descriptor !== undefined && { statement_descriptor: payouts.statement_descriptor }),
      schedule,
    },
  });
  const { country = '', internal } = account;
  const { startOfDay: _, minimumBalances: __, ...kept } = internal;
  const startOfDay = withStartOfDay(internal.startOfDay, timing.start_of_day, country);
  const minimumBalances = withMinimumBalances(internal.minimumBalances, payouts.minimum_balance_by_currency, country);
  const settled = await settle(context, account, {
    ...changed,
    internal: {
      ...kept,
      ...(Object.keys(minimumBalances).length > 0 && { minimumBalances }),
      ...(startOfDay && { startOfDay }),
    },
  });
  const [before, after] = [shown(account), shown(settled)];
  const previous = previousAttributes(before, after);
  if (Object.keys(previous).length > 0) emit(context, settled, after, previous);
  return after;
}

/** The event is about a view of the account, which is stored under its id. */
function emit({ work }: Context, { id }: Account, settings: Settings, previous: Record<string, unknown>): void {
  work.for(work.world).emit('balance_settings.updated', withStorageId(id, settings), previous, id);
}

export const balanceSettingsResource = view('balance_settings', {
  operations: [
    operation('GET /v1/balance_settings', async (context) => {
      const account = await ownOf(context);
      return shown(account, account ? undefined : await payoutsOfPlatform(context.work));
    }),
    define('POST /v1/balance_settings', (context, params) => update(context, params), {
      // A rule names a financial account, which Florin does not have.
      notYet: ['payments[payouts][automatic_transfer_rules_by_currency]'],
    }),
  ],
});
