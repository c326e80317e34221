import type Stripe from 'stripe';
import { grantDiscounts } from '../../billing/reading/discounts.ts';
import { checkShares } from '../../billing/reading/shares.ts';
import { customers } from '../../customers/type.ts';
import { DAY_SECONDS } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { taxRates } from '../../products/tax-rates/type.ts';
import type { Quote } from './type.ts';

export type FieldParams = Omit<Stripe.QuoteUpdateParams, 'line_items'>;

/** A quote expires after thirty days unless it has another day: https://docs.stripe.com/api/quotes/object */
export const LASTS_S = 30 * DAY_SECONDS;
const LONGEST_TRIAL_DAYS = 730;

/** Returns a draft with the plain parameters of a call; '' unsets. */
export async function withFields(context: Context, quote: Quote, params: FieldParams): Promise<Quote> {
  const { work } = context;
  const customer =
    params.customer === undefined ? undefined : await work.require(customers, params.customer, 'customer');
  if (params.expires_at !== undefined && params.expires_at <= work.now) {
    throw invalidRequest('`expires_at` must be in the future.', { param: 'expires_at' });
  }
  await checkShares(context, params);
  const set = <T>(given: T | '' | undefined, current: T | null): T | null =>
    given === undefined ? current : given === '' ? null : given;
  const changed: Quote = {
    ...quote,
    application_fee_amount: set(params.application_fee_amount ?? undefined, quote.application_fee_amount),
    application_fee_percent: set(params.application_fee_percent ?? undefined, quote.application_fee_percent),
    collection_method: params.collection_method ?? quote.collection_method,
    ...(customer && { customer: customer.id, test_clock: idOf(customer.test_clock ?? null) }),
    ...(params.default_tax_rates !== undefined && {
      default_tax_rates: await ratesOf(context, params.default_tax_rates || []),
    }),
    description: set(params.description ?? undefined, quote.description),
    expires_at: params.expires_at ?? quote.expires_at,
    footer: set(params.footer ?? undefined, quote.footer),
    header: set(params.header ?? undefined, quote.header),
    invoice_settings: withInvoiceSettings(quote.invoice_settings, params.invoice_settings),
    metadata: mergeMetadata(quote.metadata, params.metadata),
    on_behalf_of: set(params.on_behalf_of ?? undefined, idOf(quote.on_behalf_of)),
    subscription_data: withSubscriptionData(context, quote.subscription_data, params.subscription_data),
    ...(params.transfer_data !== undefined && { transfer_data: transferOf(params.transfer_data) }),
  };
  checkSending(changed);
  return changed;
}

/** Returns a quote with the discounts that a call grants, in its currency. */
export async function withDiscounts(context: Context, quote: Quote, params: FieldParams): Promise<Quote> {
  if (params.discounts === undefined) return quote;
  const owner = { customer: idOf(quote.customer) };
  const granted = await grantDiscounts(
    context,
    params.discounts || [],
    owner,
    { currency: quote.currency ?? context.account.defaultCurrency },
    { present: quote.discounts },
  );
  return { ...quote, discounts: granted };
}

async function ratesOf({ work }: Context, ids: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const [index, id] of ids.entries())
    found.push((await work.require(taxRates, id, `default_tax_rates[${index}]`)).id);
  return found;
}

function withInvoiceSettings(
  current: Stripe.Quote.InvoiceSettings,
  given: FieldParams['invoice_settings'],
): Stripe.Quote.InvoiceSettings {
  if (!given) return current;
  return {
    ...current,
    ...(given.custom_fields !== undefined && { custom_fields: given.custom_fields || null }),
    ...(given.days_until_due !== undefined && { days_until_due: given.days_until_due }),
    ...(given.description !== undefined && { description: given.description || null }),
    ...(given.footer !== undefined && { footer: given.footer || null }),
  };
}

function withSubscriptionData(
  { work }: Context,
  current: Stripe.Quote.SubscriptionData,
  given: Stripe.QuoteCreateParams.SubscriptionData | Stripe.QuoteUpdateParams.SubscriptionData | undefined,
): Stripe.Quote.SubscriptionData {
  if (!given) return current;
  const { effective_date: date, trial_period_days: days } = given;
  if (typeof days === 'number' && (days < 1 || days > LONGEST_TRIAL_DAYS)) {
    throw invalidRequest(`A trial must have between 1 and ${LONGEST_TRIAL_DAYS} days.`, {
      code: 'parameter_invalid_integer',
      param: 'subscription_data[trial_period_days]',
    });
  }
  if (typeof date === 'number' && date < work.now) {
    throw invalidRequest('`effective_date` must be in the future.', { param: 'subscription_data[effective_date]' });
  }
  return {
    ...current,
    ...('billing_mode' in given && given.billing_mode && { billing_mode: { type: given.billing_mode.type } }),
    ...(given.description !== undefined && { description: given.description || null }),
    ...(date !== undefined && { effective_date: typeof date === 'number' ? date : null }),
    ...(given.metadata !== undefined && { metadata: mergeMetadata(current.metadata, given.metadata) }),
    ...(days !== undefined && { trial_period_days: days || null }),
  };
}

function transferOf(given: FieldParams['transfer_data']): Quote['transfer_data'] {
  if (!given) return null;
  return {
    amount: given.amount ?? null,
    amount_percent: given.amount_percent ?? null,
    destination: given.destination,
  };
}

function checkSending({ collection_method: method, invoice_settings: settings }: Quote): void {
  if (method === 'send_invoice' || settings.days_until_due === null) return;
  throw invalidRequest('You can only set `days_until_due` if `collection_method` is `send_invoice`.', {
    param: 'invoice_settings[days_until_due]',
  });
}
