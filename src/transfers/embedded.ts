import type Stripe from 'stripe';

/** The most entries that an object shows of its list. */
const MOST_SHOWN = 10;

/** The empty list inside an object, such as a transfer's reversals. */
export function noEntries<T extends { readonly id: string }>(url: string): Stripe.ApiList<T> {
  return { object: 'list', data: [], has_more: false, ...{ total_count: 0 }, url };
}

/** The list with an entry: a new one comes first, and one that is in it already is replaced. */
export function withEntry<T extends { readonly id: string }>(list: Stripe.ApiList<T>, entry: T): Stripe.ApiList<T> {
  if (list.data.some(({ id }) => id === entry.id)) {
    return { ...list, data: list.data.map((other) => (other.id === entry.id ? entry : other)) };
  }
  const { total_count: before = 0 } = list as { readonly total_count?: number };
  const total = before + 1;
  const data = [entry, ...list.data].slice(0, MOST_SHOWN);
  return { ...list, data, has_more: total > data.length, ...{ total_count: total } };
}
