import type { PaymentRow } from '../../../../src/shared/payment-row.ts';
import { readAmount } from '../../data/format.ts';
import { useMethods } from '../../data/methods.ts';
import { useLink } from '../../data/session.ts';
import { ListPage, ownList, type RowPage } from '../../parts/list-page.tsx';
import { useLanguage } from '../../words/words.ts';
import { paymentColumns } from './columns.tsx';

const DAY_SECONDS = 86_400;

/** Turns the values of the address into those of the call: days become seconds. */
function convert({ from, to, amount, ...rest }: Readonly<Record<string, string>>) {
  const dayOf = (text: string | undefined) => (text ? Date.parse(text) / 1000 : undefined);
  const last = dayOf(to);
  const units = amount === undefined ? undefined : /^\d+$/.test(amount) ? Number(amount) : readAmount(amount, 'usd');
  return { ...rest, from: dayOf(from), to: last === undefined ? undefined : last + DAY_SECONDS - 1, amount: units };
}

/** All payments, by state and with filters. */
export function Page() {
  const language = useLanguage();
  const { words } = language;
  const link = useLink();
  const { types } = useMethods();
  const names = words.payments;
  return (
    <ListPage<PaymentRow, RowPage<PaymentRow>>
      title={names.title}
      path="/payments"
      {...ownList}
      columns={paymentColumns(language)}
      keyOf={({ id }) => id}
      hrefOf={({ id }) => link(`payments/${id}`)}
      topics={['payments', 'clock']}
      tabs={{ name: 'state', choices: Object.entries(names.tabs) }}
      filters={[
        { name: 'from', label: names.filters.from, kind: 'date' },
        { name: 'to', label: names.filters.to, kind: 'date' },
        { name: 'currency', label: words.common.currency, placeholder: 'usd' },
        { name: 'amount', label: words.common.amount, placeholder: '1099' },
        { name: 'method', label: names.method, choices: types.map(({ type, label }) => [type, label]) },
        { name: 'customer', label: words.common.customer, placeholder: 'cus_…' },
        { name: 'metadata', label: words.common.metadata, placeholder: 'order:1001' },
      ]}
      convert={convert}
      actions={
        <>
          <a class="button" href={link('disputes')}>
            {words.nav.disputes}
          </a>
          <a class="button primary" href={link('payments/create')}>
            {names.create}
          </a>
        </>
      }
      empty={{ title: names.empty, text: names.emptyText }}
    />
  );
}
