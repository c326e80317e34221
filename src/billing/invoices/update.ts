import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { checkLocated } from '../drafts/automatic.ts';
import { DRAFT_SECONDS, dueAfter } from '../drafts/compose.ts';
import { checkDraft, saveDraft } from '../drafts/save.ts';
import { grantDiscounts } from '../reading/discounts.ts';
import { checkSendable } from './create.ts';
import { customerOf } from './customer.ts';
import { planFinalization } from './draft.ts';
import { checkDueDate, withFields } from './fields.ts';
import { emitUpdated, planRetry } from './follow-payment.ts';
import { FINALIZES } from './timer-kinds.ts';
import type { Invoice } from './type.ts';

type Params = Stripe.InvoiceUpdateParams;

/** Parameters that finalized invoices take: https://docs.stripe.com/api/invoices/update */
const AFTER_FINALIZATION: readonly string[] = [
  'auto_advance',
  'default_payment_method',
  'default_source',
  'expand',
  'metadata',
  'payment_settings',
];

/** Updates a draft; of a finalized invoice only what does not change what its customer got. */
export async function updateInvoice(context: Context, current: Invoice, params: Params): Promise<Invoice> {
  if (current.status === 'draft') return updateDraft(context, current, params);
  const other = Object.keys(params).find((name) => !AFTER_FINALIZATION.includes(name));
  if (other !== undefined) checkDraft(current, other);
  if (params.auto_advance && current.status !== 'open') {
    throw invalidRequest(`This invoice has the status ${current.status}, so it cannot advance.`, {
      param: 'auto_advance',
    });
  }
  const changed = await withFields(context, current, params);
  const next = params.auto_advance === undefined ? changed : advancing(context, changed, params.auto_advance);
  const saved = context.work.save<Invoice>(next);
  await planRetry(context, current, saved);
  emitUpdated(context, current, saved);
  return saved;
}

/** Turns the collection of an open invoice on or off. */
function advancing({ work }: Context, invoice: Invoice, advances: boolean): Invoice {
  if (advances === invoice.auto_advance) return invoice;
  const isCharged = invoice.collection_method === 'charge_automatically';
  return {
    ...invoice,
    auto_advance: advances,
    next_payment_attempt: advances && isCharged ? work.now + DRAFT_SECONDS : null,
  };
}

async function updateDraft(context: Context, current: Invoice, params: Params): Promise<Invoice> {
  const { work } = context;
  const method = params.collection_method ?? current.collection_method;
  checkDueDate(method, params, work.now);
  if (method === 'send_invoice' && current.collection_method !== 'send_invoice') {
    checkSendable(await customerOf(context, current), params);
  }
  const fields = await withFields(context, current, params);
  const changed = planned(context, { ...withDueDate(context, fields, params), collection_method: method }, params);
  const { discounts } = params;
  const discounted = {
    ...changed,
    ...(discounts !== undefined && {
      discounts: discounts
        ? await grantDiscounts(
            context,
            discounts,
            { customer: current.customer, invoice: current.id },
            { currency: current.currency, subtotal: current.subtotal },
            { present: current.discounts },
          )
        : [],
    }),
    metadata: mergeMetadata(current.metadata, params.metadata),
  };
  const saved = await saveDraft(context, current, discounted);
  checkLocated(saved);
  if (saved.automatically_finalizes_at !== current.automatically_finalizes_at) {
    await work.cancelTimers(saved.id, FINALIZES);
    planFinalization(context, saved);
  }
  return saved;
}

function withDueDate({ work }: Context, invoice: Invoice, { days_until_due: days, due_date: due }: Params): Invoice {
  if (due !== undefined) return { ...invoice, due_date: due, internal: { ...invoice.internal, daysUntilDue: null } };
  if (days === undefined) return invoice;
  return { ...invoice, due_date: dueAfter(work.now, days), internal: { ...invoice.internal, daysUntilDue: days } };
}

/** The moment of a draft's automatic finalization after an update. */
function planned(
  { work }: Context,
  invoice: Invoice,
  { auto_advance: advances = invoice.auto_advance ?? false, automatically_finalizes_at: at }: Params,
): Invoice {
  if (at !== undefined && (!advances || at <= work.now)) {
    throw invalidRequest(
      '`automatically_finalizes_at` must be in the future, of an invoice with `auto_advance=true`.',
      {
        param: 'automatically_finalizes_at',
      },
    );
  }
  const moment = advances ? (at ?? invoice.automatically_finalizes_at ?? work.now + DRAFT_SECONDS) : null;
  const isCharged = invoice.collection_method === 'charge_automatically';
  return {
    ...invoice,
    auto_advance: advances,
    automatically_finalizes_at: moment,
    next_payment_attempt: isCharged ? moment : null,
  };
}
