import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { checkShares } from '../reading/shares.ts';
import { currencyOf, readItem, readTaxRates } from '../subscriptions/read-items.ts';
import { requirePrice } from '../subscriptions/require-price.ts';
import { thresholdsOf } from '../subscriptions/terms.ts';
import type { GivenPhase, PhaseTimes } from './phases.ts';
import type { Phase } from './type.ts';

/** A phase as it is stored and shown. Throws for prices that do not exist or are of another currency. */
export async function readPhase(
  context: Context,
  given: GivenPhase,
  { start, end }: PhaseTimes,
  index: number,
): Promise<Phase> {
  const path = `phases[${index}]`;
  await checkShares(context, given, path);
  const items = [];
  const sold = [];
  for (const [place, item] of given.items.entries()) {
    const at = `${path}[items][${place}]`;
    const read = await readItem(context, item, at);
    const price = requirePrice(read, `${at}[price]`);
    sold.push({ price, path: `${at}[price]` });
    items.push({
      billing_thresholds: item.billing_thresholds ? { usage_gte: item.billing_thresholds.usage_gte } : null,
      discounts: shownDiscounts(item.discounts),
      metadata: mergeMetadata({}, item.metadata),
      plan: price.id,
      price: price.id,
      ...(price.recurring?.usage_type !== 'metered' && { quantity: read.quantity ?? 1 }),
      tax_rates: [...(read.taxRates ?? [])],
    });
  }
  const rates = given.default_tax_rates;
  return {
    add_invoice_items: (given.add_invoice_items ?? []).map((one) => ({
      discountable: one.discountable ?? null,
      discounts: shownDiscounts(one.discounts),
      metadata: mergeMetadata({}, one.metadata),
      period: one.period ?? { start: { type: 'phase_start' }, end: { type: 'phase_end' } },
      price: one.price ?? '',
      quantity: one.quantity ?? 1,
      tax_rates: [],
    })),
    application_fee_percent: given.application_fee_percent ?? null,
    automatic_tax: automaticTax(given.automatic_tax),
    billing_cycle_anchor: given.billing_cycle_anchor ?? null,
    billing_thresholds: thresholdsOf(given.billing_thresholds, `${path}[billing_thresholds]`),
    collection_method: given.collection_method ?? null,
    currency: currencyOf(sold, given.currency),
    default_payment_method: given.default_payment_method ?? null,
    default_tax_rates: rates ? [...((await readTaxRates(context, rates, `${path}[default_tax_rates]`)) ?? [])] : [],
    description: given.description || null,
    discounts: shownDiscounts(given.discounts),
    end_date: end,
    invoice_settings: given.invoice_settings ? shownSettings(given.invoice_settings) : null,
    items,
    metadata: mergeMetadata({}, given.metadata),
    on_behalf_of: given.on_behalf_of ?? null,
    proration_behavior: given.proration_behavior ?? 'create_prorations',
    start_date: start,
    transfer_data: transferData(given.transfer_data),
    trial_end: given.trial ? end : (given.trial_end ?? null),
  };
}

/** Automatic tax as it is shown. */
export function automaticTax(given: Stripe.SubscriptionScheduleCreateParams.Phase.AutomaticTax | undefined) {
  const enabled = given?.enabled ?? false;
  return { disabled_reason: null, enabled, liability: enabled ? { type: 'self' as const } : null };
}

/** The terms of transfers as they are shown; null for none. */
export function transferData(
  given: Stripe.Emptyable<Stripe.SubscriptionScheduleCreateParams.Phase.TransferData> | undefined,
) {
  return given ? { amount_percent: given.amount_percent ?? null, destination: given.destination } : null;
}

/** Invoice settings as they are shown. */
export function shownSettings(given: Stripe.SubscriptionScheduleCreateParams.Phase.InvoiceSettings) {
  return {
    account_tax_ids: given.account_tax_ids || null,
    custom_fields: given.custom_fields || null,
    days_until_due: given.days_until_due ?? null,
    description: given.description || null,
    footer: given.footer || null,
    issuer: given.issuer
      ? { type: given.issuer.type, ...(given.issuer.account && { account: given.issuer.account }) }
      : null,
  };
}

function shownDiscounts(
  given: Stripe.Emptyable<readonly { coupon?: string; discount?: string; promotion_code?: string }[]> | undefined,
) {
  return (given || []).map(({ coupon, discount, promotion_code: code }) => ({
    coupon: coupon ?? null,
    discount: discount ?? null,
    promotion_code: code ?? null,
  }));
}
