import type { Attachment } from '../../kernel/attachment.ts';

/** A table as CSV (RFC 4180). Cells that a spreadsheet would run as a formula are quoted with an apostrophe. */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const isFormula = /^[=+\-@\t\r]/.test(value) && !/^-\d+(\.\d+)?$/.test(value);
  const safe = isFormula ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The headers of a download of a CSV. */
export function csvHeaders(name: string): Record<string, string> {
  return {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  };
}

/** A download of a CSV. */
export function csvFile(name: string, csv: string): Attachment {
  return { bytes: new TextEncoder().encode(csv), headers: csvHeaders(name) };
}
