import { completeShape } from './additions.ts';
import { TypeTable, tableFile } from './facts.ts';
import { FIRST_RELEASES } from './first-releases.ts';
import { openPackageTypes } from './package-types.ts';
import { createTypeReader } from './read-types.ts';
import { findResources } from './resources.ts';

/** The resources whose shapes are stored for every API version: those that Florin returns, and those inside them. */
const RESOURCES: ReadonlySet<string> = new Set([
  'account',
  'account_link',
  'account_session',
  'apple_pay_domain',
  'application_fee',
  'balance',
  'balance_settings',
  'balance_transaction',
  'bank_account',
  'billing.alert',
  'billing.alert_triggered',
  'billing.credit_balance_summary',
  'billing.credit_balance_transaction',
  'billing.credit_grant',
  'billing.feedback_option',
  'billing.meter',
  'billing.meter_event_summary',
  'billing_portal.configuration',
  'billing_portal.session',
  'capability',
  'card',
  'cash_balance',
  'charge',
  'checkout.session',
  'confirmation_token',
  'country_spec',
  'coupon',
  'credit_note',
  'credit_note_line_item',
  'customer',
  'customer_balance_transaction',
  'customer_cash_balance_transaction',
  'customer_session',
  'deleted_account',
  'deleted_apple_pay_domain',
  'deleted_bank_account',
  'deleted_card',
  'deleted_coupon',
  'deleted_customer',
  'deleted_discount',
  'deleted_invoice',
  'deleted_invoiceitem',
  'deleted_person',
  'deleted_plan',
  'deleted_product',
  'deleted_subscription_item',
  'deleted_test_helpers.test_clock',
  'deleted_product_feature',
  'deleted_webhook_endpoint',
  'discount',
  'dispute',
  'entitlements.active_entitlement',
  'entitlements.active_entitlement_summary',
  'entitlements.feature',
  'ephemeral_key',
  'event',
  'exchange_rate',
  'fee_refund',
  'file',
  'file_link',
  'invoice',
  'invoice_payment',
  'invoiceitem',
  'item',
  'line_item',
  'login_link',
  'mandate',
  'payment_attempt_record',
  'payment_intent',
  'payment_link',
  'payment_method',
  'payment_method_configuration',
  'payment_method_domain',
  'payment_record',
  'payout',
  'person',
  'plan',
  'price',
  'product',
  'product_feature',
  'promotion_code',
  'quote',
  'radar.early_fraud_warning',
  'refund',
  'review',
  'setup_attempt',
  'setup_intent',
  'shipping_rate',
  'source',
  'subscription',
  'subscription_item',
  'subscription_schedule',
  'tax.calculation',
  'tax.calculation_line_item',
  'tax.location',
  'tax.registration',
  'tax.settings',
  'tax.transaction',
  'tax.transaction_line_item',
  'tax_code',
  'tax_id',
  'tax_rate',
  'test_helpers.test_clock',
  'token',
  'topup',
  'transfer',
  'transfer_reversal',
  'v2.core.account',
  'v2.core.account_link',
  'v2.core.account_person',
  'v2.core.account_person_token',
  'v2.core.account_token',
  'v2.core.event',
  'v2.core.event_destination',
  'usage_record',
  'usage_record_summary',
  'webhook_endpoint',
]);

/**
 * Returns the files of `contract/releases` by name: one per resource, whose root types are named after the API versions
 * that have it. `releases` holds the directories of the unpacked releases, by API version.
 */
export function releaseFiles(releases: Readonly<Record<string, string>>): Map<string, string> {
  const histories = new Map<string, { table: TypeTable; roots: [string, number][] }>();
  for (const [apiVersion, directory] of Object.entries(releases)) {
    const types = openPackageTypes(directory);
    if (types.apiVersion !== apiVersion || types.packageVersion !== FIRST_RELEASES[apiVersion]) {
      throw new Error(`stripe@${types.packageVersion} of ${types.apiVersion} is not the first of ${apiVersion}.`);
    }
    const reader = createTypeReader(types);
    for (const [name, symbol] of findResources(types, reader, (known) => RESOURCES.has(known))) {
      const history = histories.get(name) ?? { table: new TypeTable(), roots: [] };
      histories.set(name, history);
      history.roots.push([apiVersion, history.table.place(completeShape(name, reader.hash(symbol)))]);
    }
  }
  return new Map([...histories].map(([name, { table, roots }]) => [`${name}.json`, tableFile(table, roots)]));
}
