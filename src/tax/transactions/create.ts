import type Stripe from 'stripe';
import { claim, holderOf } from '../../kernel/claims.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { requireCalculation } from '../calculations/calculations.ts';
import { type Transaction, transactions } from './type.ts';

/** Records a calculation as a sale: https://docs.stripe.com/api/tax/transactions/create_from_calculation */
export async function createFromCalculation(
  context: Context,
  params: Stripe.Tax.TransactionCreateFromCalculationParams,
): Promise<Transaction> {
  const { work } = context;
  const calculation = await requireCalculation(context, params.calculation, 'calculation');
  const id = work.newId(transactions.prefix);
  await claimReference(context, params.reference, id);
  const { currency, customer, customer_details, ship_from_details, shipping_cost, tax_date } = calculation;
  return work.insert<Transaction>(transactions, {
    id,
    object: 'tax.transaction',
    created: work.now,
    currency,
    customer,
    customer_details,
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    posted_at: params.posted_at ?? work.now,
    reference: params.reference,
    reversal: null,
    ship_from_details,
    shipping_cost: shipping_cost && withoutBreakdown(shipping_cost),
    tax_date,
    type: 'transaction',
    internal: {
      reversed: {},
      lines: calculation.internal.lines.map((line) => ({
        id: work.newId('tax_li'),
        object: 'tax.transaction_line_item',
        amount: line.amount,
        amount_tax: line.amount_tax,
        livemode: false,
        metadata: line.metadata,
        product: line.product,
        quantity: line.quantity,
        reference: line.reference,
        reversal: null,
        tax_behavior: line.tax_behavior,
        tax_code: line.tax_code,
        type: 'transaction',
      })),
    },
  });
}

function withoutBreakdown({ tax_breakdown: _, ...cost }: Stripe.Tax.Calculation.ShippingCost) {
  return cost;
}

/** Each transaction of an account has a reference of its own. */
export async function claimReference(context: Context, reference: string, id: string): Promise<void> {
  const name = `tax.transaction/${reference}`;
  if ((await holderOf(context, name)) !== undefined) {
    throw invalidRequest(`A tax transaction with the reference '${reference}' already exists.`, { param: 'reference' });
  }
  await claim(context, name, id);
}
