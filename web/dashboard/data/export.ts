import { call, type Params, saveFile } from './call.ts';

/** The most rows of one file, and rows of a call. */
const MOST_ROWS = 2_000;
const AT_ONCE = 100;

type Row = Readonly<Record<string, unknown>>;

/** Walk of a list to older rows: the parameters of a page, and the cursor after it. */
export interface Walk {
  readonly params: (params: Params) => Params;
  readonly older: (answer: unknown, params: Params) => { readonly rows: readonly Row[]; readonly older: string | null };
}

/** Saves the rows of a list as CSV: their plain fields, the newest rows first. */
export async function exportList(account: string, path: string, filters: Params, walk: Walk): Promise<void> {
  const rows: Row[] = [];
  let after: string | undefined;
  while (rows.length < MOST_ROWS) {
    const asked = { ...filters, after };
    const answer = await call<unknown>(account, 'GET', path, { ...walk.params(asked), limit: AT_ONCE });
    const page = walk.older(answer, asked);
    rows.push(...page.rows);
    if (page.older === null || page.rows.length === 0) break;
    after = page.older;
  }
  saveFile(`${path.split('/').pop() ?? 'list'}.csv`, new Blob([csvOf(rows)], { type: 'text/csv' }));
}

/** The fields that are plain values, `id` first. Cells that a spreadsheet would run are quoted with an apostrophe. */
export function csvOf(rows: readonly Row[]): string {
  const isPlain = (value: unknown) => value !== null && typeof value !== 'object';
  const names = [...new Set(rows.flatMap((row) => Object.keys(row).filter((name) => isPlain(row[name]))))];
  const header = ['id', ...names.filter((name) => name !== 'id' && name !== 'object' && name !== 'livemode')];
  const lines = rows.map((row) => header.map((name) => cell(row[name])).join(','));
  return [header.join(','), ...lines, ''].join('\r\n');
}

function cell(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'object') return '';
  const text = String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
