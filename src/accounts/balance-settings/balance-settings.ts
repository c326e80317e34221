import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { withStorageId } from '../../kernel/entity.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { define, operation } from '../../kernel/operation.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { view } from '../../kernel/resource.ts';
import { accountOf } from '../find.ts';
import { leastDelay } from '../settings/schedule.ts';
import { withSettings } from '../settings/settings.ts';
import { settle } from '../settle.ts';
import type { Account } from '../type.ts';
import { withMinimumBalances } from './minimum-balances.ts';
import { withStartOfDay } from './start-of-day.ts';

type Settings = Stripe.BalanceSettings;
type Params = Stripe.BalanceSettingsUpdateParams;

/** The payout settings of an account as balance settings show them. A platform is paid out by hand. */
function shown(account: Account | undefined): Settings {
  const payouts = account?.settings?.payouts;
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

async function update(context: Context, { payments = {} }: Params): Promise<Settings> {
  const account = await ownOf(context);
  if (!account) {
    throw invalidRequest(
      'The platform is paid out by hand. Set the balance settings of a connected account with the Stripe-Account header.',
    );
  }
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
    operation('GET /v1/balance_settings', async (context) => shown(await ownOf(context))),
    define('POST /v1/balance_settings', (context, params) => update(context, params), {
      // A rule names a financial account, which Florin does not have.
      notYet: ['payments[payouts][automatic_transfer_rules_by_currency]'],
    }),
  ],
});
