import type { ComponentChildren } from 'preact';
import { go } from '../data/router.ts';

/** A column: its heading, and what a row shows in it. */
export interface Column<Row> {
  readonly key: string;
  readonly label: string;
  readonly show: (row: Row) => ComponentChildren;
  readonly align?: 'end';
  /** Shown first on a phone, without its heading. */
  readonly main?: true;
}

interface TableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** The page of a row; its first cell is the link. */
  readonly hrefOf?: (row: Row) => string | undefined;
  readonly selected?: string | undefined;
}

/** The address of a page, as it was left last: the row that was opened. */
const opened = new Map<string, string>();

/** A table of objects. On a phone each row is a card. */
export function DataTable<Row>({ caption, columns, rows, keyOf, hrefOf, selected }: TableProps<Row>) {
  const place = location.pathname;
  const cell = (row: Row, column: Column<Row>, n: number) => {
    const href = n === 0 ? hrefOf?.(row) : undefined;
    const content = column.show(row);
    if (href === undefined) return content;
    const key = keyOf(row);
    return (
      <a
        href={href}
        data-row-link=""
        // The row that one comes back to has the focus again.
        ref={(link: HTMLAnchorElement | null) => {
          if (!link || opened.get(place) !== key) return;
          opened.delete(place);
          link.focus({ preventScroll: false });
        }}
        onClick={() => opened.set(place, key)}
      >
        {content}
      </a>
    );
  };
  return (
    <div class="table">
      <table class="data">
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, label, align }) => (
              <th key={key} scope="col" class={align}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={keyOf(row)}
              class={selected === keyOf(row) ? 'selected' : undefined}
              onClick={(event) => {
                const href = hrefOf?.(row);
                const isOwn = event.target instanceof Element && event.target.closest('a, button, input');
                if (href === undefined || isOwn || getSelection()?.toString()) return;
                opened.set(place, keyOf(row));
                go(href);
              }}
            >
              {columns.map((column, n) => (
                <td
                  key={column.key}
                  data-label={column.label}
                  class={[column.align, column.main && 'main'].filter(Boolean).join(' ')}
                >
                  {cell(row, column, n)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
