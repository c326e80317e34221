import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { allocate } from '../../products/amounts/allocate.ts';
import { claimReference } from './create.ts';
import { type Transaction, transactions } from './type.ts';

type Params = Stripe.Tax.TransactionCreateReversalParams;

/** The part of a line, or of the shipping, to take back; amounts are at most 0. */
interface Part {
  readonly amount: number;
  readonly tax: number;
  readonly reference?: string;
  readonly quantity?: number | undefined;
  readonly metadata?: Stripe.Metadata | null;
}

/** The key of the shipping among the parts of a transaction; others are the ids of lines. */
const SHIPPING = 'shipping';

/** Reverses a transaction, wholly or in part: https://docs.stripe.com/api/tax/transactions/create_reversal */
export async function createReversal(context: Context, params: Params): Promise<Transaction> {
  const { work } = context;
  const original = await work.require(transactions, params.original_transaction, 'original_transaction');
  if (original.type === 'reversal') {
    throw invalidRequest('A reversal cannot be reversed.', { param: 'original_transaction' });
  }
  const parts = params.mode === 'full' ? wholeOf(original, params) : partOf(original, params);
  if (parts.size === 0) throw invalidRequest('There is nothing left to reverse.', { param: 'original_transaction' });
  const id = work.newId(transactions.prefix);
  await claimReference(context, params.reference, id);
  work.save<Transaction>({ ...original, internal: { ...original.internal, reversed: added(original, parts) } });
  const sent = parts.get(SHIPPING);
  const { internal, ...fields } = original;
  return work.insert<Transaction>(transactions, {
    ...fields,
    id,
    created: work.now,
    metadata: mergeMetadata({}, params.metadata),
    posted_at: work.now,
    reference: params.reference,
    reversal: { original_transaction: original.id },
    shipping_cost:
      sent && original.shipping_cost ? { ...original.shipping_cost, amount: sent.amount, amount_tax: sent.tax } : null,
    type: 'reversal',
    internal: {
      reversed: {},
      lines: internal.lines.flatMap((line) => {
        const part = parts.get(line.id);
        if (!part) return [];
        return [
          {
            ...line,
            id: work.newId('tax_li'),
            amount: part.amount,
            amount_tax: part.tax,
            metadata: part.metadata ?? line.metadata,
            quantity: part.quantity ?? line.quantity,
            reference: part.reference ?? line.reference,
            reversal: { original_line_item: line.id },
            type: 'reversal' as const,
          },
        ];
      }),
    },
  });
}

/** Returns what is left of each part of a transaction, as positive amounts. */
function leftOf({ internal, shipping_cost: shipping }: Transaction): Map<string, { amount: number; tax: number }> {
  const all = new Map(internal.lines.map(({ id, amount, amount_tax: tax }) => [id, { amount, tax }]));
  if (shipping) all.set(SHIPPING, { amount: shipping.amount, tax: shipping.amount_tax });
  for (const [id, { amount, tax }] of all) {
    const gone = internal.reversed[id] ?? { amount: 0, tax: 0 };
    all.set(id, { amount: amount + gone.amount, tax: tax + gone.tax });
  }
  return all;
}

function wholeOf(original: Transaction, params: Params): Map<string, Part> {
  const name = (['flat_amount', 'line_items', 'shipping_cost'] as const).find((one) => params[one] !== undefined);
  if (name !== undefined) {
    throw invalidRequest(`\`${name}\` can only be used with \`mode=partial\`.`, { param: name });
  }
  if (Object.keys(original.internal.reversed).length > 0) {
    throw invalidRequest('The transaction is reversed in part. Reverse the rest with `mode=partial`.', {
      param: 'mode',
    });
  }
  return new Map([...leftOf(original)].map(([id, { amount, tax }]) => [id, { amount: -amount, tax: -tax }]));
}

function partOf(original: Transaction, params: Params): Map<string, Part> {
  const { flat_amount: flat, line_items: lines = [], shipping_cost: shipping } = params;
  if (flat !== undefined) {
    if (lines.length > 0 || shipping) {
      throw invalidRequest('You may only specify one of these parameters: flat_amount, line_items.', {
        param: 'flat_amount',
      });
    }
    return flatPart(original, flat);
  }
  if (lines.length === 0 && !shipping) throw parameterMissing('line_items');
  const left = leftOf(original);
  const parts = new Map<string, Part>();
  for (const [index, line] of lines.entries()) {
    const at = (name: string) => `line_items[${index}][${name}]`;
    const id = line.original_line_item;
    if (id === SHIPPING || !left.has(id) || parts.has(id)) {
      throw invalidRequest(`No such line item in this transaction: '${id}'`, {
        code: 'resource_missing',
        param: at('original_line_item'),
      });
    }
    checkPart(left.get(id), { amount: line.amount, tax: line.amount_tax }, at);
    parts.set(id, {
      amount: line.amount,
      tax: line.amount_tax,
      reference: line.reference,
      quantity: line.quantity,
      metadata: line.metadata ? mergeMetadata({}, line.metadata) : null,
    });
  }
  if (shipping) {
    const part = { amount: shipping.amount, tax: shipping.amount_tax };
    checkPart(left.get(SHIPPING), part, (name) => `shipping_cost[${name}]`);
    parts.set(SHIPPING, part);
  }
  return parts;
}

function checkPart(
  left: { readonly amount: number; readonly tax: number } | undefined,
  { amount, tax }: Part,
  at: (name: string) => string,
): void {
  for (const [name, value, most] of [
    ['amount', amount, left?.amount ?? 0],
    ['amount_tax', tax, left?.tax ?? 0],
  ] as const) {
    if (value > 0) throw invalidRequest('Amounts of reversals are negative integers.', { param: at(name) });
    if (-value > most) throw invalidRequest(`Only ${most} of this amount is left to reverse.`, { param: at(name) });
  }
}

/** Spreads a negative total with taxes over what is left of all parts, in proportion. */
function flatPart(original: Transaction, flat: number): Map<string, Part> {
  if (flat >= 0) throw invalidRequest('`flat_amount` must be a negative integer.', { param: 'flat_amount' });
  const inclusive = (id: string) =>
    id === SHIPPING
      ? original.shipping_cost?.tax_behavior === 'inclusive'
      : original.internal.lines.find((line) => line.id === id)?.tax_behavior === 'inclusive';
  const left = [...leftOf(original)].map(([id, { amount, tax }]) => {
    const total = inclusive(id) ? amount : amount + tax;
    return { id, tax, total };
  });
  const most = left.reduce((sum, { total }) => sum + total, 0);
  if (-flat > most) {
    throw invalidRequest(`Only ${most} of this transaction is left to reverse.`, { param: 'flat_amount' });
  }
  const shares = allocate(
    -flat,
    left.map(({ total }) => total),
  );
  return new Map(
    left.flatMap(({ id, tax, total }, index) => {
      const share = shares[index] ?? 0;
      if (share === 0) return [];
      const [taxShare = 0] = allocate(share, [tax, total - tax]);
      return [[id, { amount: -(inclusive(id) ? share : share - taxShare), tax: 0 - taxShare }] as const];
    }),
  );
}

function added(
  { internal: { reversed } }: Transaction,
  parts: ReadonlyMap<string, Part>,
): Transaction['internal']['reversed'] {
  const sums = { ...reversed };
  for (const [id, { amount, tax }] of parts) {
    const before = sums[id] ?? { amount: 0, tax: 0 };
    sums[id] = { amount: before.amount + amount, tax: before.tax + tax };
  }
  return sums;
}
