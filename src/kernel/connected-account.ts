import type { AccountSettings, Branding } from './context.ts';
import type { Entity, ResourceType } from './entity.ts';

/**
 * An account that is connected to a platform, which keeps the object among its own. Only the fields that decisions of
 * the account rest on; what the API shows besides them is stored in the same object.
 */
export interface ConnectedAccount extends Entity {
  readonly object: 'account';
  /**
   * `disconnected` is set once its owner ended the platform's access to it. `bankCurrencies` are those of its external
   * accounts. `reserved` is set while its platform's balance is held for what it owes.
   */
  readonly internal?: {
    readonly disconnected?: true;
    readonly bankCurrencies?: readonly string[];
    readonly reserved?: true;
    readonly branding?: Branding;
    readonly delayDays?: number;
    readonly startOfDay?: AccountSettings['startOfDay'];
  };
  readonly country?: string;
  readonly default_currency?: string;
  readonly email?: string | null;
  readonly type?: string;
  readonly controller?: {
    readonly fees?: { readonly payer?: string };
    readonly losses?: { readonly payments?: string };
    readonly stripe_dashboard?: { readonly type?: string };
  };
  readonly capabilities?: Readonly<Record<string, string>>;
  readonly business_profile?: { readonly name?: string | null } | null;
  readonly settings?: {
    readonly branding?: { readonly primary_color?: string | null; readonly secondary_color?: string | null };
    readonly dashboard?: { readonly display_name?: string | null };
    readonly payments?: { readonly statement_descriptor?: string | null };
  } | null;
}

export const connectedAccountType: ResourceType<ConnectedAccount> = {
  object: 'account',
  prefix: 'acct',
  noun: 'account',
  idParam: 'account',
};

/** The longest text that a card statement shows, in characters. */
const LONGEST_DESCRIPTOR = 22;

/** The settings that decisions of a connected account have: its own, and its platform's where it has none. */
export function settingsOf(account: ConnectedAccount, platform: AccountSettings): AccountSettings {
  const { business_profile: profile, settings, country, default_currency } = account;
  const name = settings?.dashboard?.display_name || profile?.name;
  const defaultCurrency = default_currency ?? platform.defaultCurrency;
  return {
    ...platform,
    displayName: name || account.email || account.id,
    country: country ?? platform.country,
    defaultCurrency,
    ...(account.internal?.delayDays !== undefined && { delayDays: account.internal.delayDays }),
    ...(account.internal?.startOfDay && { startOfDay: account.internal.startOfDay }),
    ...(bearsLosses(account) && { lossesOnPlatform: true }),
    ...(account.internal?.reserved && { isReserved: true }),
    colors: colorsOf(settings?.branding),
    settlesIn: [defaultCurrency, ...(account.internal?.bankCurrencies ?? [])],
    ...(account.internal?.branding && { branding: account.internal.branding }),
    ...(account.controller?.fees?.payer === 'application' && { feesOnPlatform: true }),
    statementDescriptor: settings?.payments?.statement_descriptor || descriptorOf(name) || platform.statementDescriptor,
  };
}

function colorsOf(branding: { primary_color?: string | null; secondary_color?: string | null } = {}) {
  return { primary: branding.primary_color ?? undefined, secondary: branding.secondary_color ?? undefined };
}

/** True if the platform bears an account's losses. */
export function bearsLosses({ type, controller }: Pick<ConnectedAccount, 'controller' | 'type'>): boolean {
  const borne = controller?.losses?.payments ?? (type === 'custom' || type === 'express' ? 'application' : 'stripe');
  return borne === 'application';
}

/** A name as card statements show it; undefined if none of its characters can be shown. */
function descriptorOf(name: string | null | undefined): string | undefined {
  const shown = (name ?? '')
    .replace(/[^\w .-]/g, '')
    .toUpperCase()
    .slice(0, LONGEST_DESCRIPTOR)
    .trim();
  return /[A-Z]/.test(shown) ? shown : undefined;
}
