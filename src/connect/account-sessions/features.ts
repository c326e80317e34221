import { isCollectedByPlatform } from '../../accounts/controller.ts';
import type { Account } from '../../accounts/type.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import type { Components } from './type.ts';

/** The features of a component as a platform asked for them, by name. */
type Asked = Readonly<Record<string, boolean | undefined>>;

/** The default of a feature: a value, or one that the account or the other features decide. */
type Default = boolean | ((account: Account, asked: Asked) => boolean);

const ownsLosses: Default = ({ controller }) => controller?.losses?.payments === 'stripe';

const AUTHENTICATED = {
  disable_stripe_user_authentication: (_account: Account, { external_account_collection: collects = true }: Asked) =>
    !collects,
  external_account_collection: true,
};
const PAYMENTS = {
  destination_on_behalf_of_charge_management: false,
  dispute_management: true,
  refund_management: true,
  smart_disputes_management: (_account: Account, { dispute_management: manages = true }: Asked) => manages,
};
const PAYOUTS = {
  ...AUTHENTICATED,
  edit_payout_schedule: ownsLosses,
  instant_payouts: true,
  standard_payouts: ownsLosses,
};
const CARDS = { card_management: true, card_spend_dispute_management: false, cardholder_management: false };

/** The features of each component with their defaults: https://docs.stripe.com/api/account_sessions/create */
export const FEATURES: Readonly<Record<keyof Components, Readonly<Record<string, Default>>>> = {
  account_management: AUTHENTICATED,
  account_onboarding: AUTHENTICATED,
  balance_report: {},
  balances: PAYOUTS,
  disputes_list: { capture_payments: true, ...PAYMENTS },
  documents: {},
  financial_account: { ...AUTHENTICATED, send_money: true, transfer_balance: true },
  financial_account_transactions: { card_spend_dispute_management: false },
  instant_payouts_promotion: { ...AUTHENTICATED, instant_payouts: true },
  issuing_card: { ...CARDS, spend_control_management: false },
  issuing_cards_list: { ...CARDS, disable_stripe_user_authentication: false, spend_control_management: false },
  notification_banner: AUTHENTICATED,
  payment_details: { capture_payments: true, ...PAYMENTS },
  payment_disputes: PAYMENTS,
  payment_method_settings: { disable_stripe_user_authentication: false },
  payments: { capture_payments: true, ...PAYMENTS },
  payout_details: {},
  payout_reconciliation_report: {},
  payouts: PAYOUTS,
  payouts_list: {},
  reporting_chart: {},
  tax_registrations: {},
  tax_settings: {},
  terminal_hardware_orders: {},
  terminal_hardware_shop: {},
};

/** Returns a component's features: those asked for, and the defaults of the others. Throws for what the account cannot have. */
export function featuresOf(
  account: Account,
  component: keyof Components,
  asked: Asked,
): Readonly<Record<string, boolean>> {
  checkFeatures(account, component, asked);
  return Object.fromEntries(
    Object.entries(FEATURES[component]).map(([name, value]) => [
      name,
      asked[name] ?? (typeof value === 'function' ? value(account, asked) : value),
    ]),
  );
}

/** Two features depend on who collects the account's data: the platform, or Stripe's own form. */
function checkFeatures(account: Account, component: keyof Components, asked: Asked): void {
  if (isCollectedByPlatform(account)) return;
  const refused = [
    ['disable_stripe_user_authentication', true],
    ['external_account_collection', false],
  ] as const;
  for (const [name, value] of refused) {
    if (asked[name] !== value) continue;
    throw invalidRequest(
      `\`${name}\` can only be \`${value}\` for accounts where you are responsible for collecting requirements (\`controller[requirement_collection]=application\`). Leave it out for the account '${account.id}'.`,
      { param: `components[${component}][features][${name}]` },
    );
  }
}
