import type Stripe from 'stripe';
import { taxIds } from '../../customers/tax-ids/type.ts';
import type { Context } from '../../kernel/context.ts';
import { overlay } from '../overlay.ts';
import type { Account } from '../type.ts';
import { checkBranding } from './branding.ts';
import { checkDescriptor, checkPrefix, derivedDescriptor, derivedDisplayName, derivedPrefix } from './descriptors.ts';
import { firstSchedule, withSchedule } from './schedule.ts';

type Settings = Stripe.Account.Settings;
type Given = Stripe.AccountCreateParams.Settings & Stripe.AccountUpdateParams.Settings;

/** The settings of a new account, before those of its parameters. */
export function firstSettings({ type, country = '' }: Pick<Account, 'type' | 'country'>): Settings {
  return {
    bacs_debit_payments: { display_name: null, service_user_number: null },
    branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
    card_issuing: { tos_acceptance: { date: null, ip: null } },
    card_payments: {
      decline_on: { avs_failure: false, cvc_failure: false },
      statement_descriptor_prefix: null,
      statement_descriptor_prefix_kana: null,
      statement_descriptor_prefix_kanji: null,
    },
    dashboard: { display_name: null, timezone: 'Etc/UTC' },
    invoices: { default_account_tax_ids: null, hosted_payment_method_save: type === 'express' ? 'always' : 'offer' },
    payments: {
      statement_descriptor: null,
      statement_descriptor_kana: null,
      statement_descriptor_kanji: null,
      statement_descriptor_prefix_kana: null,
      statement_descriptor_prefix_kanji: null,
    },
    payouts: {
      debit_negative_balances: type !== 'custom',
      schedule: firstSchedule(country, type),
      statement_descriptor: null,
    },
    sepa_debit_payments: {},
  };
}

/** Applies the `settings` of a call. Throws for unusable texts, colors, files and schedules. */
export async function withSettings(context: Context, account: Account, given: Given | undefined): Promise<Account> {
  if (given === undefined) return account;
  const current = account.settings ?? firstSettings(account);
  await checkGiven(context, account, given);
  const { payouts: payoutsGiven, paypay_payments: paypay, ...rest } = given;
  const { schedule, ...payoutsRest } = payoutsGiven ?? {};
  const merged = overlay(current, rest);
  const settings: Settings = {
    ...merged,
    ...(current.payouts && {
      payouts: {
        ...overlay(current.payouts, payoutsRest),
        schedule: withSchedule(
          current.payouts.schedule,
          schedule,
          account.country ?? '',
          'settings[payouts][schedule]',
        ),
      },
    }),
    ...(paypay && { paypay_payments: withPayPay(current.paypay_payments ?? {}, paypay) }),
  };
  return { ...account, settings };
}

/** The password of a site in development is only used by those who review it; the API never returns it. */
function withPayPay(
  current: Stripe.Account.Settings.PaypayPayments,
  given: NonNullable<Given['paypay_payments']>,
): Stripe.Account.Settings.PaypayPayments {
  const { in_development: site, ...rest } = given.site ?? {};
  return overlay(current, {
    ...given,
    ...(given.site && {
      site: {
        ...rest,
        ...(site && { in_development: { password_provided: true, username: site.username ?? null } }),
      },
    }),
  });
}

async function checkGiven(context: Context, account: Account, given: Given): Promise<void> {
  const { branding, card_payments: card, payments, payouts, invoices } = given;
  if (branding) await checkBranding(context, account.id, branding, (field) => `settings[branding][${field}]`);
  const descriptor = payments?.statement_descriptor;
  if (descriptor) checkDescriptor(descriptor, 'settings[payments][statement_descriptor]');
  const prefix = card?.statement_descriptor_prefix;
  if (prefix) checkPrefix(prefix, 'settings[card_payments][statement_descriptor_prefix]');
  if (payouts?.statement_descriptor) {
    checkDescriptor(payouts.statement_descriptor, 'settings[payouts][statement_descriptor]');
  }
  for (const [index, id] of Object.entries(invoices?.default_account_tax_ids || [])) {
    await context.work.for(account.id).require(taxIds, id, `settings[invoices][default_account_tax_ids][${index}]`);
  }
}

/** Fills what an account did not set with what follows from its name and its website. */
export function withDerivedSettings(account: Account): Account {
  const { settings, business_profile: profile } = account;
  if (!settings) return account;
  const named = { name: profile?.name ?? null, url: profile?.url ?? null };
  const displayName = account.internal.v2?.displayName ?? settings.dashboard.display_name;
  const descriptor = settings.payments.statement_descriptor ?? derivedDescriptor(named);
  return {
    ...account,
    settings: {
      ...settings,
      payments: { ...settings.payments, statement_descriptor: descriptor },
      card_payments: {
        ...settings.card_payments,
        statement_descriptor_prefix: settings.card_payments.statement_descriptor_prefix ?? derivedPrefix(descriptor),
      },
      dashboard: { ...settings.dashboard, display_name: displayName ?? derivedDisplayName(named) },
    },
  };
}
