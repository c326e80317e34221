import { money } from '../../data/format.ts';
import { useLink } from '../../data/session.ts';
import { type ApiList, useGet } from '../../data/use-call.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Section } from '../../parts/detail.tsx';
import { When } from '../../parts/when.tsx';
import { useLanguage } from '../../words/words.ts';

interface Transfer {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly created: number;
  readonly description: string | null;
}

const SHOWN = 10;

/** The latest transfers to an account. */
export function Transfers({ account }: { account: string }) {
  const { words, tag } = useLanguage();
  const link = useLink();
  const list = useGet<ApiList<Transfer>>('/v1/transfers', { destination: account, limit: SHOWN }, ['balances']);
  const rows = list.data?.data ?? [];
  return (
    <Section
      title={words.transfers.title}
      actions={
        <a class="button" href={link(`transfers/create?destination=${account}`)}>
          {words.transfers.create}
        </a>
      }
    >
      {rows.length === 0 ? (
        <p class="muted">{words.common.none}</p>
      ) : (
        <DataTable
          caption={words.transfers.title}
          columns={[
            {
              key: 'amount',
              label: words.common.amount,
              show: ({ amount, currency }: Transfer) => money(amount, currency, tag),
            },
            { key: 'description', label: words.common.description, show: ({ description }: Transfer) => description },
            { key: 'created', label: words.common.date, show: ({ created }: Transfer) => <When at={created} /> },
          ]}
          rows={rows}
          keyOf={({ id }) => id}
          hrefOf={({ id }) => link(`transfers/${id}`)}
        />
      )}
    </Section>
  );
}
