import { useState } from 'preact/hooks';
import { money } from '../../data/format.ts';
import { go } from '../../data/router.ts';
import { useLink } from '../../data/session.ts';
import { useGet } from '../../data/use-call.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Button } from '../../parts/dialog-form.tsx';
import { TextField } from '../../parts/fields.tsx';
import { Empty, Pending, useTitle } from '../../parts/notices.tsx';
import { useLanguage } from '../../words/words.ts';

interface BookSum {
  readonly book: string;
  readonly currency: string;
  readonly available: number;
  readonly pending: number;
}

/** The ledger: sums by book, and a way to the postings of an object. */
export function Page() {
  const { words, tag } = useLanguage();
  const link = useLink();
  const names = words.books;
  const [id, setId] = useState('');
  const { data, error, reload } = useGet<{ readonly data: readonly BookSum[]; readonly balanced: boolean }>(
    '/books',
    {},
    ['balances', 'clock'],
  );
  useTitle(names.title);
  if (!data) return <Pending error={error} onRetry={reload} />;
  return (
    <>
      <div class="title">
        <h1>{names.title}</h1>
      </div>
      <p class="muted lead">{names.lead}</p>
      <form
        class="inline form"
        onSubmit={(event) => {
          event.preventDefault();
          if (id.trim()) go(link(`books/${id.trim()}`));
        }}
      >
        <TextField name="id" label={words.events.object} placeholder="pi_…" value={id} onChange={setId} mono />
        <Button type="submit">{words.keys.open}</Button>
      </form>
      <h2>{names.sums}</h2>
      {data.data.length === 0 ? (
        <Empty title={names.empty} />
      ) : (
        <DataTable
          caption={names.sums}
          columns={[
            { key: 'book', label: names.book, show: ({ book }: BookSum) => book.replaceAll('_', ' ') },
            { key: 'currency', label: words.common.currency, show: ({ currency }: BookSum) => currency.toUpperCase() },
            {
              key: 'available',
              label: names.available,
              align: 'end',
              show: ({ available, currency }: BookSum) => money(available, currency, tag),
            },
            {
              key: 'pending',
              label: names.pending,
              align: 'end',
              show: ({ pending, currency }: BookSum) => money(pending, currency, tag),
            },
          ]}
          rows={data.data}
          keyOf={({ book, currency }) => `${book} ${currency}`}
        />
      )}
      <p class={data.balanced ? 'notice' : 'notice error'}>
        {data.balanced ? `✓ ${names.balanced}` : names.unbalanced}
      </p>
    </>
  );
}
