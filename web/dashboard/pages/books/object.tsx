import { money } from '../../data/format.ts';
import type { PageProps } from '../../data/page-props.ts';
import { useLink } from '../../data/session.ts';
import { useGet } from '../../data/use-call.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Id } from '../../parts/id.tsx';
import { Empty, Pending, useTitle } from '../../parts/notices.tsx';
import { When } from '../../parts/when.tsx';
import { useLanguage } from '../../words/words.ts';
import type { Booked, Line } from './types.ts';

type Row = Line & Pick<Booked, 'id' | 'type' | 'created'> & { readonly key: string };

/** The postings of an object and of what followed it. */
export function Page({ id = '' }: PageProps) {
  const { words, tag } = useLanguage();
  const link = useLink();
  const names = words.books;
  const { data, error, reload } = useGet<{ readonly data: readonly Booked[]; readonly balanced: boolean }>(
    `/books/${id}`,
    {},
    ['balances', 'payments'],
  );
  useTitle(names.title);
  if (!data) return <Pending error={error} onRetry={reload} />;
  const rows = data.data.flatMap(({ lines, ...txn }) =>
    lines.map((line, n): Row => ({ ...txn, ...line, key: `${txn.id} ${n}` })),
  );
  return (
    <>
      <a class="back" data-back="" href={link('books')}>
        <span aria-hidden="true">←</span> {names.title}
      </a>
      <div class="title">
        <h1>{names.title}</h1>
      </div>
      <p class="ids">
        <Id id={id} copy />
      </p>
      {rows.length === 0 ? (
        <Empty title={names.empty} />
      ) : (
        <>
          <DataTable
            caption={names.postings}
            columns={[
              { key: 'book', label: names.book, show: ({ book }: Row) => book.replaceAll('_', ' ') },
              {
                key: 'amount',
                label: words.common.amount,
                align: 'end',
                show: ({ amount, currency }: Row) => money(amount, currency, tag),
              },
              { key: 'type', label: words.common.type, show: ({ type }: Row) => type.replaceAll('_', ' ') },
              { key: 'id', label: names.transaction, show: (row: Row) => <span class="mono">{row.id}</span> },
              { key: 'created', label: words.common.date, show: ({ created }: Row) => <When at={created} /> },
            ]}
            rows={rows}
            keyOf={({ key }) => key}
          />
          <p class={data.balanced ? 'notice' : 'notice error'} role="status">
            {data.balanced ? `✓ ${names.balanced}` : names.unbalanced}
          </p>
        </>
      )}
    </>
  );
}
