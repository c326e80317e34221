import type Stripe from 'stripe';
import { type Customer, customers } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { checkLocated } from '../drafts/automatic.ts';
import { MOST_LINES } from '../drafts/lines.ts';
import { pendingItems } from '../invoice-items/pending.ts';
import { type InvoiceItem, subscriptionOfItem } from '../invoice-items/type.ts';
import { grantDiscounts } from '../reading/discounts.ts';
import { type Subscription, subscriptions } from '../subscriptions/type.ts';
import { makeDraft } from './draft.ts';
import { checkDueDate, currencyOf, withFields } from './fields.ts';
import { revise } from './revise.ts';
import type { Invoice } from './type.ts';

type Params = Stripe.InvoiceCreateParams;

/** Creates a draft by hand. It bills the customer's pending items only if asked to. */
export async function createInvoice(context: Context, params: Params): Promise<Invoice> {
  if (params.from_invoice) return revise(context, params, params.from_invoice);
  const { work, account } = context;
  if (params.customer === undefined) throw parameterMissing('customer');
  const customer = await work.require(customers, params.customer, 'customer');
  const subscription = await subscriptionFor(context, params, customer);
  const chosen = params.collection_method ?? subscription?.collection_method;
  const collectionMethod = chosen === 'send_invoice' ? 'send_invoice' : 'charge_automatically';
  const days = params.days_until_due ?? (params.due_date === undefined ? subscription?.days_until_due : null);
  const dated = { ...params, ...(typeof days === 'number' && { days_until_due: days }) };
  if (collectionMethod === 'send_invoice') checkSendable(customer, dated);
  checkDueDate(collectionMethod, params, work.now);
  const usual = subscription?.currency ?? customer.currency ?? account.defaultCurrency;
  const currency = currencyOf(params.currency, usual);
  const items = await itemsOf(context, params, customer, currency);
  const draft = await makeDraft(context, {
    customer,
    currency,
    billingReason: 'manual',
    lines: [],
    items,
    collectionMethod,
    daysUntilDue: days ?? null,
    dueDate: params.due_date ?? null,
    autoAdvance: params.auto_advance ?? false,
    ...finalizationOf(context, params),
    ...(subscription && termsOf(context, subscription)),
    discounts: await discountsOf(context, customer, params, currency),
    complete: (blank) => withFields(context, { ...blank, rendering: BLANK_RENDERING }, params),
  });
  checkLocated(draft);
  return draft;
}

/** Rendering of invoices made by hand, unless they choose another. */
const BLANK_RENDERING = {
  amount_tax_display: null,
  pdf: { page_size: 'auto' },
  template: null,
  template_version: null,
};

/** Throws unless an invoice can be sent to a customer, and has a day until which it is to be paid. */
export function checkSendable(
  customer: Customer,
  { days_until_due: days, due_date: due }: Pick<Params, 'days_until_due' | 'due_date'>,
): void {
  if (!customer.email) {
    throw invalidRequest(
      'Missing email. In order to create invoices that are sent to the customer, the customer must have a valid email.',
    );
  }
  if (days === undefined && due === undefined) {
    throw invalidRequest(
      'If `collection_method` is `send_invoice`, you must pass in either `days_until_due` or `due_date`.',
      { param: 'days_until_due' },
    );
  }
}

function finalizationOf(
  { work }: Context,
  { auto_advance: advances, automatically_finalizes_at: at }: Params,
): { readonly finalizesAt?: number } {
  if (at === undefined) return {};
  if (!advances) {
    throw invalidRequest('`automatically_finalizes_at` can only be used with `auto_advance=true`.', {
      param: 'automatically_finalizes_at',
    });
  }
  if (at <= work.now) {
    throw invalidRequest('`automatically_finalizes_at` must be in the future.', {
      param: 'automatically_finalizes_at',
    });
  }
  return { finalizesAt: at };
}

/** The pending items that a draft bills, if it is asked to. */
async function itemsOf(context: Context, params: Params, customer: Customer, currency: string): Promise<InvoiceItem[]> {
  const { pending_invoice_items_behavior: behavior, subscription = null } = params;
  const usual = subscription === null ? 'exclude' : 'include';
  if ((behavior ?? usual) !== 'include') return [];
  const items = await pendingItems(context, customer.id);
  // Items of a subscription are billed on invoices of that one alone.
  return items
    .filter((item) => item.currency === currency && subscriptionOfItem(item) === subscription)
    .slice(0, MOST_LINES);
}

/** The subscription that a call invoices beside its cycle. Throws for one of another customer. */
async function subscriptionFor(
  { work }: Context,
  { subscription: id }: Params,
  customer: Customer,
): Promise<Subscription | undefined> {
  if (id === undefined) return undefined;
  const subscription = await work.require(subscriptions, id, 'subscription');
  if (subscription.customer === customer.id) return subscription;
  throw invalidRequest(`The subscription ${id} is not one of the customer ${customer.id}.`, { param: 'subscription' });
}

/** Fields of an invoice that follow from its subscription. Its period ends now. */
function termsOf({ work }: Context, subscription: Subscription) {
  const start = Math.min(...subscription.items.data.map((item) => item.current_period_start), work.now);
  return {
    parent: {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: 'subscription_details' as const,
    },
    period: { start, end: work.now },
    defaultTaxRates: subscription.default_tax_rates ?? [],
  };
}

async function discountsOf(
  context: Context,
  customer: Customer,
  { discounts }: Params,
  currency: string,
): Promise<string[]> {
  if (discounts === undefined) return customer.discount ? [customer.discount.id] : [];
  if (!discounts) return [];
  const present = customer.discount ? [customer.discount.id] : [];
  return grantDiscounts(context, discounts, { customer: customer.id }, { currency }, { present });
}
