import type { Customer } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import type { Entity, ResourceType } from '../../kernel/entity.ts';
import { type Quote, quotes } from './type.ts';

/** Number of a customer's quotes that have a number. */
interface QuoteCount extends Entity {
  readonly count: number;
}

const counts: ResourceType<QuoteCount> = {
  object: 'quote_count',
  prefix: 'qtcount',
  noun: 'quote count',
  idParam: 'id',
  listed: false,
};

const DIGITS = 4;

/**
 * Numbers a quote by its customer: `QT-<prefix>-0001-1`, whose last digits count revisions. The count is read and written
 * in the commit that finalizes the quote, so no number is given twice.
 */
export async function numbered({ work }: Context, quote: Quote, customer: Customer): Promise<Quote> {
  const { from_quote: from } = quote;
  const original = from?.is_revision ? await work.get(quotes, String(from.quote)) : undefined;
  const before = original?.internal.numbered;
  const place = before
    ? { sequence: before.sequence, revision: before.revision + 1 }
    : { sequence: await nextOf(work, customer.id), revision: 1 };
  const sequence = String(place.sequence).padStart(DIGITS, '0');
  return {
    ...quote,
    number: `QT-${customer.invoice_prefix ?? ''}-${sequence}-${place.revision}`,
    internal: { ...quote.internal, numbered: place },
  };
}

async function nextOf(work: Context['work'], customer: string): Promise<number> {
  const id = `${counts.prefix}_${customer}`;
  const current = await work.get(counts, id);
  const count = (current?.count ?? 0) + 1;
  if (current) work.save<QuoteCount>({ ...current, count });
  else work.insert(counts, { id, object: 'quote_count', count });
  return count;
}
