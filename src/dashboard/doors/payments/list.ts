import { ALONE, charges } from '../../../charges/type.ts';
import type { Context } from '../../../kernel/context.ts';
import { invalidRequest } from '../../../kernel/errors.ts';
import { paymentIntents } from '../../../payments/payment-intents/type.ts';
import type { PaymentRow } from '../../../shared/payment-row.ts';
import { type Payment, rowsOf } from './rows.ts';
import { type TabName, tabOf } from './tabs.ts';
import { walkEvents } from './walk-events.ts';
import type { Walked } from './walked.ts';

/** Rows of a page. */
export const PAGE = 50;
export const LARGEST_PAGE = 100;
/** Payments that a page looks at to find its rows; beyond it the reader decides to look further. */
export const MOST_LOOKED_AT = 500;

/** The filters of the list. Amounts in the smallest unit, moments in seconds since epoch. */
export interface PaymentFilters {
  readonly state?: TabName | undefined;
  readonly customer?: string | undefined;
  readonly currency?: string | undefined;
  readonly method?: string | undefined;
  readonly amount?: number | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** `key:value` */
  readonly metadata?: string | undefined;
}

export interface PaymentQuery extends PaymentFilters {
  readonly limit?: number | undefined;
  /** The cursor of a row: the page behind it, to older ones. */
  readonly after?: string | undefined;
  /** The page before it, to newer ones. */
  readonly before?: string | undefined;
}

export interface PaymentPage {
  readonly object: 'florin.payments';
  readonly data: readonly PaymentRow[];
  /** Cursors of the neighbouring pages; null where there is none. */
  readonly older: string | null;
  readonly newer: string | null;
  /** True if it ended because it looked at as many payments as it may. */
  readonly unfinished: boolean;
}

/** A page of payments: the newest first, by cursor in both directions. */
export async function listPayments(context: Context, query: PaymentQuery): Promise<PaymentPage> {
  const { after, before, limit = PAGE } = query;
  if (limit < 1 || limit > LARGEST_PAGE) throw wrongLimit();
  const newer = before !== undefined;
  const kept: { row: PaymentRow; cursor: string }[] = [];
  let at = before ?? after;
  let looked = 0;
  let ended = false;
  while (kept.length <= limit && looked < MOST_LOOKED_AT && !ended) {
    const batch = await walk(context, query, { at, newer, limit: limit + 1 });
    const rows = await rowsOf(
      context,
      batch.found.map(({ payment }) => payment),
    );
    batch.found.forEach(({ payment, cursor }, n) => {
      const row = rows[n];
      if (row && passes(row, payment, query) && !kept.some((other) => other.row.id === row.id))
        kept.push({ row, cursor });
    });
    looked += batch.looked;
    at = batch.reached;
    ended = batch.reached === undefined;
  }
  const shown = kept.slice(0, limit);
  const more = kept.length > limit || !ended;
  // If the walk ended without a full page, its neighbour begins where it stopped.
  const end = kept.length > limit ? shown.at(-1)?.cursor : (at ?? shown.at(-1)?.cursor);
  if (newer) shown.reverse();
  const first = shown[0]?.cursor ?? null;
  return {
    object: 'florin.payments',
    data: shown.map(({ row }) => row),
    older: newer ? (shown.at(-1)?.cursor ?? null) : more ? (end ?? null) : null,
    newer: newer ? (more ? (end ?? null) : null) : after === undefined ? null : first,
    unfinished: kept.length <= limit && !ended,
  };
}

interface Step {
  readonly at: string | undefined;
  readonly newer: boolean;
  readonly limit: number;
}

function walk(context: Context, query: PaymentFilters, step: Step): Promise<Walked> {
  const tab = query.state && tabOf(query.state);
  return tab?.events && query.customer === undefined
    ? walkEvents(context, { ...tab, events: tab.events }, step)
    : walkPositions(context, query, step);
}

/** Walks payments and charges without one in the order of their creation. */
async function walkPositions(
  { work }: Context,
  { customer }: PaymentFilters,
  { at, newer, limit }: Step,
): Promise<Walked> {
  const position = at === undefined ? undefined : Number(at);
  if (position !== undefined && !Number.isSafeInteger(position)) throw wrongCursor();
  const range = { limit, descending: !newer, ...(position !== undefined && { [newer ? 'above' : 'below']: position }) };
  const lists = await Promise.all([
    work.listEntries(paymentIntents, { ...range, ...(customer !== undefined && { by: `customer/${customer}` }) }),
    work.listEntries(charges, { ...range, by: customer === undefined ? ALONE : `customer/${customer}` }),
  ]);
  const merged = lists
    .flat()
    .filter(({ object }) => object.object === 'payment_intent' || object.payment_intent === null)
    .sort((a, b) => (newer ? a.position - b.position : b.position - a.position))
    .slice(0, limit);
  const found = merged.map((entry) => ({ payment: entry.object, cursor: String(entry.position) }));
  const isEnd = lists.every((list) => list.length < limit) && merged.length < limit;
  const last = found.at(-1)?.cursor ?? lists.flat().at(-1)?.position.toString();
  return { found, looked: limit, reached: isEnd ? undefined : last };
}

/** True if a row passes the filters. */
function passes(row: PaymentRow, { metadata }: Payment, query: PaymentFilters): boolean {
  const { state, currency, method, amount, from, to, metadata: pair } = query;
  if (state && !tabOf(state).states.includes(row.state)) return false;
  if (currency !== undefined && row.currency !== currency.toLowerCase()) return false;
  if (method !== undefined && row.method?.type !== method) return false;
  if (amount !== undefined && row.amount !== amount) return false;
  if (from !== undefined && row.created < from) return false;
  if (to !== undefined && row.created > to) return false;
  if (pair === undefined) return true;
  const [key = '', ...value] = pair.split(':');
  const found = metadata?.[key];
  return found !== undefined && (value.length === 0 || found === value.join(':'));
}

export function wrongCursor() {
  return invalidRequest('The cursor is not of this list. Send one that a page of it has returned.', { param: 'after' });
}

function wrongLimit() {
  return invalidRequest(`The limit is invalid. Use 1 to ${LARGEST_PAGE}.`, { param: 'limit' });
}
