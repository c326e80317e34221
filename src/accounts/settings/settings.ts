import type Stripe from 'stripe';
import { taxIds } from '../../customers/tax-ids/type.ts';
import { files } from '../../files/type.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { overlay } from '../overlay.ts';
import type { Account } from '../type.ts';
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
  await checkImage(context, account, branding?.icon, 'icon');
  await checkImage(context, account, branding?.logo, 'logo');
  checkColor(branding?.primary_color, 'primary_color');
  checkColor(branding?.secondary_color, 'secondary_color');
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

/** The purposes of the files that can be an account's icon and its logo. */
const PURPOSES = { icon: 'business_icon', logo: 'business_logo' } as const;

async function checkImage(
  { work }: Context,
  account: Account,
  id: string | undefined,
  name: keyof typeof PURPOSES,
): Promise<void> {
  if (!id) return;
  const param = `settings[branding][${name}]`;
  // A platform uploads for its accounts, with or without naming them.
  const file = (await work.for(account.id).get(files, id)) ?? (await work.for(work.world).require(files, id, param));
  if (file.purpose === PURPOSES[name]) return;
  throw invalidRequest(
    `The file ${id} has the purpose ${file.purpose}. Upload one with the purpose ${PURPOSES[name]}.`,
    { param },
  );
}

function checkColor(value: string | undefined, name: string): void {
  if (!value || /^#[0-9a-f]{6}$/i.test(value)) return;
  throw invalidRequest(`Invalid color: ${value}. Write it as hexadecimal digits, such as #635bff.`, {
    param: `settings[branding][${name}]`,
  });
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
