import type Stripe from 'stripe';
import { customers } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { checkNamed, type Filters } from '../../kernel/list.ts';

import { resource, view } from '../../kernel/resource.ts';
import { rangeOf } from '../../kernel/value-range.ts';
import { searchOperation } from '../../search/search.ts';
import { invoiceTimers } from './advance.ts';
import { attachPayment } from './attach-payment.ts';
import { pendingItemsOfInvoices } from './changes/2022-08-01-pending-items.ts';
import { renderingOptionsOfInvoices } from './changes/2024-04-10-rendering-options.ts';
import { paymentsOfInvoices } from './changes/2025-03-31.basil-invoices.ts';
import { parentsOfInvoiceLines } from './changes/2025-03-31.basil-lines.ts';
import { createInvoice } from './create.ts';
import { finalizeOperation } from './finalize-operation.ts';
import { invoiceIncludes, lineIncludes } from './included.ts';
import {
  addInvoiceLines,
  listInvoiceLines,
  removeInvoiceLines,
  updateInvoiceLine,
  updateInvoiceLines,
} from './line-operations.ts';
import { payOperation } from './pay.ts';
import { removeInvoice } from './remove.ts';
import { sendOperation } from './send-operation.ts';
import { type Invoice, invoices } from './type.ts';
import { uncollectibleOperation } from './uncollectible.ts';
import { updateInvoice } from './update.ts';
import { voidOperation } from './void.ts';

async function filtersOf(params: Stripe.InvoiceListParams, context: Context): Promise<Filters<Invoice>> {
  const { collection_method, customer, due_date: due, status, subscription } = params;
  await checkNamed(context, customers, customer, 'customer');
  // Invoices on test clocks are only in lists of their customer or subscription.
  const isOfOne = customer !== undefined || subscription !== undefined;
  const isNarrowed = [collection_method, due, status].some((filter) => filter !== undefined);
  const onClock = !isOfOne && isNarrowed && { on_clock: false };
  return { where: { collection_method, customer, due_date: rangeOf(due), status, subscription, ...onClock } };
}

const NOT_YET = [
  'automatic_tax[liability][type]=account',
  'issuer[account]',
  'issuer[type]=account',
  'rendering[template]',
  'rendering[template_version]',
] as const;

export const invoiceResource = resource(invoices, {
  collection: '/v1/invoices',
  item: '/v1/invoices/{invoice}',
  create: createInvoice,
  retrieve: true,
  update: updateInvoice,
  remove: removeInvoice,
  list: filtersOf,
  options: {
    create: { notYet: [...NOT_YET, 'customer_account'] },
    update: { notYet: NOT_YET, lock: 'invoice' },
    list: { notYet: ['customer_account'] },
  },
  operations: [
    addInvoiceLines,
    attachPayment,
    finalizeOperation,
    listInvoiceLines,
    payOperation,
    removeInvoiceLines,
    searchOperation(invoices),
    sendOperation,
    uncollectibleOperation,
    updateInvoiceLine,
    updateInvoiceLines,
    voidOperation,
  ],
  includes: invoiceIncludes,
  timers: invoiceTimers,
  changes: [pendingItemsOfInvoices, renderingOptionsOfInvoices, paymentsOfInvoices],
});

/** A line of an invoice, which is stored with it. */
export const invoiceLineResource = view('line_item', { includes: lineIncludes, changes: [parentsOfInvoiceLines] });
