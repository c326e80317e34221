import { isoMoment } from '../../shared/calendar.ts';
import { csvOf } from './csv.ts';
import { decimal } from './decimal.ts';
import type { Column, ExportedList } from './lists.ts';

/** Rows of a page, and pages of a file at most. */
const PAGE = 100;
const MOST_PAGES = 50_000;

type Row = Readonly<Record<string, unknown>>;

/** Reads a page of a list: the answer of the API, or of a door. */
export type ReadPage = (query: Readonly<Record<string, string>>) => Promise<Page>;

interface Page {
  readonly status: number;
  readonly body: Row;
}

/**
 * A list as CSV, page by page as the reader takes it, so that a list of any length needs the memory of one page. Resolves
 * with the answer to the first page if that is an error.
 */
export async function streamCsv(list: ExportedList, read: ReadPage): Promise<ReadableStream<Uint8Array> | Page> {
  const first = await read({ limit: String(PAGE) });
  if (first.status >= 400) return first;
  const encoder = new TextEncoder();
  let body = first.body;
  let pages = 0;
  return new ReadableStream({
    async pull(controller) {
      const rows = rowsIn(body);
      const header = pages === 0 ? [list.columns.map(nameOf)] : [];
      const cells = rows.map((row) => list.columns.map((column) => cellOf(row, column)));
      controller.enqueue(encoder.encode(csvOf([...header, ...cells])));
      pages += 1;
      const next = cursorAfter(body, rows);
      if (!next || pages >= MOST_PAGES) return controller.close();
      const answer = await read({ limit: String(PAGE), ...next });
      if (answer.status >= 400) return controller.error(new Error(`the list ended with ${answer.status}`));
      body = answer.body;
    },
  });
}

function rowsIn({ data }: Row): readonly Row[] {
  // Lists have objects.
  return Array.isArray(data) ? (data as Row[]) : [];
}

/** The parameter of the next page; undefined at the end. */
function cursorAfter(body: Row, rows: readonly Row[]): Readonly<Record<string, string>> | undefined {
  if (typeof body.older === 'string') return { after: body.older };
  const last = rows.at(-1)?.id;
  return body.has_more === true && typeof last === 'string' ? { starting_after: last } : undefined;
}

function nameOf(column: Column): string {
  return column
    .replace(/:\w+$/, '')
    .replace(/^items\.data\.0\./, '')
    .replaceAll('.', '_');
}

function cellOf(row: Row, column: Column): string | number | null {
  const [path = '', kind] = column.split(':');
  const value = path.split('.').reduce<unknown>((of, name) => (isObject(of) ? of[name] : undefined), row);
  if (value === null || value === undefined) return null;
  if (kind === 'time' && typeof value === 'number') return isoMoment(value);
  if (kind === 'money' && typeof value === 'number') {
    return typeof row.currency === 'string' ? decimal(value, row.currency) : value;
  }
  // An expanded object stands for its id.
  if (isObject(value)) return typeof value.id === 'string' ? value.id : null;
  return typeof value === 'number' ? value : String(value);
}

function isObject(value: unknown): value is Row {
  return typeof value === 'object' && value !== null;
}
