import type { Attachment } from '../../../kernel/attachment.ts';
import type { Context } from '../../../kernel/context.ts';
import { isoMoment } from '../../../shared/calendar.ts';
import { decimals } from '../../../shared/currencies.ts';
import { csvFile, csvOf } from '../../csv.ts';
import { LARGEST_PAGE, listPayments, type PaymentFilters } from './list.ts';
import type { PaymentRow } from './rows.ts';

/** The most rows of one file. */
const MOST_ROWS = 10_000;
/** Pages that are read for one file: some find few rows. */
const MOST_PAGES = 500;

const HEADER = [
  'id',
  'created',
  'amount',
  'currency',
  'amount_refunded',
  'state',
  'method',
  'last4',
  'description',
  'customer',
  'customer_email',
  'error_code',
  'decline_code',
  'charge',
];

/** The payments of a list with its filters as CSV, the newest first. */
export async function exportPayments(context: Context, filters: PaymentFilters): Promise<Attachment> {
  const rows: PaymentRow[] = [];
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES && rows.length < MOST_ROWS; page++) {
    const { data, older } = await listPayments(context, { ...filters, limit: LARGEST_PAGE, after });
    rows.push(...data);
    if (older === null) break;
    after = older;
  }
  return csvFile('payments', csvOf(HEADER, rows.slice(0, MOST_ROWS).map(cells)));
}

function cells(row: PaymentRow): (string | number | null)[] {
  return [
    row.id,
    isoMoment(row.created),
    decimal(row.amount, row.currency),
    row.currency,
    decimal(row.refunded, row.currency),
    row.state,
    row.method?.type ?? null,
    row.method?.last4 ?? null,
    row.description,
    row.customer?.id ?? null,
    row.customer?.email ?? null,
    row.error?.code ?? null,
    row.error?.decline_code ?? null,
    row.charge,
  ];
}

/** An amount as a spreadsheet reads it, in the currency's own units. */
function decimal(amount: number, currency: string): string {
  const digits = decimals(currency);
  return (amount / 10 ** digits).toFixed(digits);
}
