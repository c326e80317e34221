import type Stripe from 'stripe';
import { type ContractType, paramsOf } from '../../contract/contract.ts';
import { emptyable, flag, integer, like, list, type Shape, text } from '../../contract/shape.ts';
import { pageOfItems } from '../../kernel/list.ts';
import { type Operation, ownOperation } from '../../kernel/operation.ts';
import { linesOf } from '../drafts/lines.ts';
import { preview } from './create-preview.ts';

type Params = Stripe.InvoiceCreatePreviewParams;
type Details = NonNullable<Params['subscription_details']>;

const PREVIEW = 'POST /v1/invoices/create_preview';
const LINES = 'GET /v1/invoices/{invoice}/lines';

/**
 * The parameters of the endpoint, those of a subscription's change by names of their own:
 * https://docs.stripe.com/api/invoices/upcoming
 */
const FIELDS = {
  automatic_tax: like(PREVIEW, 'automatic_tax'),
  coupon: emptyable(text),
  currency: text,
  customer: text,
  customer_details: like(PREVIEW, 'customer_details'),
  discounts: like(PREVIEW, 'discounts'),
  invoice_items: like(PREVIEW, 'invoice_items'),
  issuer: like(PREVIEW, 'issuer'),
  on_behalf_of: like(PREVIEW, 'on_behalf_of'),
  preview_mode: like(PREVIEW, 'preview_mode'),
  schedule: text,
  schedule_details: like(PREVIEW, 'schedule_details'),
  subscription: text,
  subscription_billing_cycle_anchor: text,
  subscription_cancel_at: inDetails('cancel_at'),
  subscription_cancel_at_period_end: flag,
  subscription_cancel_now: flag,
  subscription_default_tax_rates: emptyable(list(text)),
  subscription_details: like(PREVIEW, 'subscription_details'),
  subscription_items: inDetails('items'),
  subscription_prorate: flag,
  subscription_proration_behavior: inDetails('proration_behavior'),
  subscription_proration_date: integer,
  subscription_resume_at: inDetails('resume_at'),
  subscription_start_date: integer,
  subscription_trial_end: inDetails('trial_end'),
  subscription_trial_from_plan: flag,
};

const NOT_YET = [
  'automatic_tax[liability][type]=account',
  'customer_details[tax]',
  'issuer',
  'schedule',
  'schedule_details',
  'subscription_trial_from_plan',
] as const;

/** Id of the upcoming invoice, which is not stored. */
const NO_ID = null;

/** The next invoice of a customer or subscription, as clients of versions without previews ask for it. */
export const upcomingInvoice: Operation = {
  ...ownOperation(
    'GET /v1/invoices/upcoming',
    FIELDS,
    async (context, params) => ({ ...(await preview(context, previewOf(params as Upcoming))), id: NO_ID }),
    { notYet: NOT_YET },
  ),
  actsAs: 'GET /v1/invoices/{invoice}',
  isOnClock: true,
};

/** The lines of that invoice, of which it shows the first ten itself. */
export const upcomingLines: Operation = {
  ...ownOperation(
    'GET /v1/invoices/upcoming/lines',
    {
      ...FIELDS,
      limit: like(LINES, 'limit'),
      starting_after: like(LINES, 'starting_after'),
      ending_before: like(LINES, 'ending_before'),
    },
    async (context, params) => {
      const invoice = await preview(context, previewOf(params as Upcoming));
      return pageOfItems(linesOf(invoice), params, '/v1/invoices/upcoming/lines', 'line_item');
    },
    { notYet: NOT_YET },
  ),
  actsAs: LINES,
  isOnClock: true,
};

/** The parameters that have an effect. The contract has checked them as the types of previews have them. */
interface Upcoming
  extends Pick<
    Params,
    | 'automatic_tax'
    | 'currency'
    | 'customer'
    | 'customer_details'
    | 'discounts'
    | 'invoice_items'
    | 'on_behalf_of'
    | 'preview_mode'
  > {
  readonly coupon?: string;
  readonly subscription?: string;
  readonly subscription_billing_cycle_anchor?: string;
  readonly subscription_cancel_at?: Details['cancel_at'];
  readonly subscription_cancel_at_period_end?: boolean;
  readonly subscription_cancel_now?: boolean;
  readonly subscription_default_tax_rates?: Details['default_tax_rates'];
  readonly subscription_details?: Details;
  readonly subscription_items?: Details['items'];
  readonly subscription_prorate?: boolean;
  readonly subscription_proration_behavior?: Details['proration_behavior'];
  readonly subscription_proration_date?: number;
  readonly subscription_resume_at?: Details['resume_at'];
  readonly subscription_start_date?: number;
  readonly subscription_trial_end?: Details['trial_end'];
}

/** The preview that an older request asks for. */
function previewOf(params: Upcoming): Params {
  const { coupon, currency, customer, invoice_items: items, preview_mode: mode, subscription } = params;
  const { automatic_tax: tax, customer_details: details, on_behalf_of: merchant } = params;
  const discounts = params.discounts ?? discountsOf(coupon);
  return {
    ...(currency !== undefined && { currency }),
    ...(customer !== undefined && { customer }),
    ...(tax !== undefined && { automatic_tax: tax }),
    ...(details !== undefined && { customer_details: details }),
    ...(merchant !== undefined && { on_behalf_of: merchant }),
    ...(discounts !== undefined && { discounts }),
    ...(items !== undefined && { invoice_items: items }),
    ...(mode !== undefined && { preview_mode: mode }),
    ...(subscription !== undefined && { subscription }),
    subscription_details: { ...params.subscription_details, ...detailsOf(params) },
  };
}

/** A coupon is the only discount; '' removes what there is. */
function discountsOf(coupon: string | undefined): Params['discounts'] {
  if (coupon === undefined) return undefined;
  return coupon === '' ? '' : [{ coupon }];
}

function detailsOf(params: Upcoming): Details {
  const anchor = params.subscription_billing_cycle_anchor;
  const proration =
    params.subscription_proration_behavior ?? (params.subscription_prorate === false ? 'none' : undefined);
  const given = {
    billing_cycle_anchor: anchor === undefined ? undefined : anchorOf(anchor),
    cancel_at: params.subscription_cancel_at,
    cancel_at_period_end: params.subscription_cancel_at_period_end,
    cancel_now: params.subscription_cancel_now,
    default_tax_rates: params.subscription_default_tax_rates,
    items: params.subscription_items,
    proration_behavior: proration,
    proration_date: params.subscription_proration_date,
    resume_at: params.subscription_resume_at,
    start_date: params.subscription_start_date,
    trial_end: params.subscription_trial_end,
  };
  // Undefined ones would be given ones to what reads them.
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function anchorOf(text: string): Details['billing_cycle_anchor'] {
  return text === 'now' || text === 'unchanged' ? { type: text } : { type: 'timestamp', timestamp: Number(text) };
}

/** The shape of a parameter that previews take within `subscription_details`. */
function inDetails(name: keyof Details & string): Shape<unknown> {
  return {
    type(): ContractType {
      const details = paramsOf(PREVIEW).fields.get('subscription_details');
      const type = details?.kind === 'hash' ? details.fields.get(name) : undefined;
      if (!type) throw new Error(`The contract of ${PREVIEW} does not have subscription_details[${name}].`);
      return type;
    },
  };
}
