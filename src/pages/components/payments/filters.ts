import type { Charge } from '../../../charges/type.ts';
import { startOfDay } from '../../../shared/calendar.ts';
import { type PaymentStatus, statusOf, TONES } from './status.ts';

/** The filters of a list of payments. Amounts are in the smallest unit, moments in seconds since epoch. */
export interface PaymentFilters {
  readonly status: readonly PaymentStatus[];
  readonly from: number | null;
  readonly until: number | null;
  readonly least: number | null;
  readonly most: number | null;
  readonly method: string | null;
}

const DAY_SECONDS = 86_400;

/** Reads the filters of a list's address. What is not understood narrows nothing. */
export function readFilters(query: URLSearchParams): PaymentFilters {
  const number = (name: string) => {
    const text = query.get(name) ?? '';
    return /^\d{1,12}$/.test(text) ? Number(text) : null;
  };
  const until = dayOf(query.get('until'));
  return {
    status: query.getAll('status').filter(isStatus),
    from: dayOf(query.get('from')),
    until: until === null ? null : until + DAY_SECONDS - 1,
    least: number('least'),
    most: number('most'),
    method: query.get('method') || null,
  };
}

function isStatus(text: string): text is PaymentStatus {
  return text in TONES;
}

/** The first second of a day such as `2026-01-31`, in UTC. */
function dayOf(text: string | null): number | null {
  return startOfDay((text ?? '').slice(0, DATE_LENGTH)) ?? null;
}

export function passes(charge: Charge, { status, from, until, least, most, method }: PaymentFilters): boolean {
  return (
    (status.length === 0 || status.includes(statusOf(charge))) &&
    (from === null || charge.created >= from) &&
    (until === null || charge.created <= until) &&
    (least === null || charge.amount >= least) &&
    (most === null || charge.amount <= most) &&
    (method === null || charge.payment_method_details?.type === method)
  );
}

/** The default filters that a page sets on the component: https://docs.stripe.com/connect/supported-embedded-components/payments */
interface DefaultFilters {
  readonly amount?: {
    readonly equals?: number;
    readonly greaterThan?: number;
    readonly lessThan?: number;
    readonly between?: { readonly lowerBound?: number; readonly upperBound?: number };
  };
  readonly date?: {
    readonly before?: string;
    readonly after?: string;
    readonly between?: { readonly start?: string; readonly end?: string };
  };
  readonly status?: readonly string[];
  readonly paymentMethod?: string;
}

/** The query that narrows a list to a page's default filters. */
export function queryOf(options: unknown): URLSearchParams {
  const query = new URLSearchParams();
  // Each filter is read by its name; `readFilters` ignores a value of another form.
  const { amount, date, status, paymentMethod } = (options ?? {}) as DefaultFilters;
  const add = (name: string, value: unknown) => {
    if (value !== undefined && value !== null) query.append(name, String(value));
  };
  add('least', amount?.equals ?? amount?.between?.lowerBound ?? (amount?.greaterThan && amount.greaterThan + 1));
  add('most', amount?.equals ?? amount?.between?.upperBound ?? (amount?.lessThan && amount.lessThan - 1));
  const days = { from: date?.after ?? date?.between?.start, until: date?.before ?? date?.between?.end };
  for (const [name, text] of Object.entries(days)) add(name, text?.slice(0, DATE_LENGTH));
  if (Array.isArray(status)) for (const one of status) add('status', one);
  add('method', paymentMethod);
  return query;
}

/** Characters of a date such as 2026-01-31. */
const DATE_LENGTH = 10;
