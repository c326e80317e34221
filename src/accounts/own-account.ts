import type { Context } from '../kernel/context.ts';
import type { Entity } from '../kernel/entity.ts';
import { type PlatformPayouts, payoutsOfPlatform } from './balance-settings/platform-payouts.ts';
import { BLANK_PROFILE } from './business-profile.ts';
import { accountOf } from './find.ts';
import { firstSettings } from './settings/settings.ts';
import type { Account } from './type.ts';

/** The account that a call acts for: a connected one as it is stored, or the platform's own. */
export async function ownAccount(context: Context): Promise<Entity> {
  const { connected } = context.work;
  const found = connected === null ? undefined : await accountOf(context.work, connected);
  return found ?? platformAccount(context, await payoutsOfPlatform(context.work));
}

/** The platform's own account. It is open from the beginning, and has what a merchant in its country can have. */
function platformAccount(
  { account }: Context,
  { schedule, statement_descriptor }: PlatformPayouts,
): Pick<Account, 'id' | 'object' | 'type' | 'settings'> {
  const { id, country, defaultCurrency, displayName, statementDescriptor, branding, support } = account;
  const settings = firstSettings({ type: 'standard', country });
  const own = {
    id,
    object: 'account',
    business_profile: {
      ...BLANK_PROFILE,
      name: displayName,
      support_email: support?.email ?? null,
      support_phone: support?.phone ?? null,
      url: support?.url ?? null,
    },
    business_type: null,
    capabilities: { card_payments: 'active', transfers: 'active' },
    charges_enabled: true,
    controller: { type: 'account' },
    country,
    default_currency: defaultCurrency,
    details_submitted: true,
    email: null,
    payouts_enabled: true,
    settings: {
      ...settings,
      branding: {
        ...settings.branding,
        primary_color: branding?.primary_color ?? branding?.button_color ?? null,
        secondary_color: branding?.background_color ?? null,
      },
      dashboard: { ...settings.dashboard, display_name: displayName },
      payments: { ...settings.payments, statement_descriptor: statementDescriptor },
      payouts: { debit_negative_balances: true, schedule, statement_descriptor },
    },
    type: 'standard',
  } as const;
  return own;
}
