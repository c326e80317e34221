import { useState } from 'preact/hooks';
import { money } from '../../data/format.ts';
import { useLink } from '../../data/session.ts';
import { type ApiList, useGet } from '../../data/use-call.ts';
import { Button } from '../../parts/dialog-form.tsx';
import { Id } from '../../parts/id.tsx';
import { apiList, ListPage } from '../../parts/list-page.tsx';
import { When } from '../../parts/when.tsx';
import { useLanguage } from '../../words/words.ts';
import { PayOutDialog } from './pay-out.tsx';

interface Part {
  readonly amount: number;
  readonly currency: string;
}

interface Balance {
  readonly available: readonly Part[];
  readonly pending: readonly Part[];
}

interface Transaction {
  readonly id: string;
  readonly amount: number;
  readonly fee: number;
  readonly net: number;
  readonly currency: string;
  readonly created: number;
  readonly available_on: number;
  readonly status: string;
  readonly type: string;
  readonly source: string | null;
}

/** The available and pending amounts, and the transactions that it is made of. */
export function Page() {
  const { words, tag } = useLanguage();
  const link = useLink();
  const names = words.balances;
  const balance = useGet<Balance>('/v1/balance', {}, ['balances', 'clock']);
  const [payingOut, setPayingOut] = useState(false);
  const inCurrency = ({ amount, currency }: Part) => money(amount, currency, tag);
  const list = (
    <ListPage<Transaction, ApiList<Transaction>>
      title={names.title}
      path="/v1/balance_transactions"
      {...apiList}
      topics={['balances', 'clock']}
      before={
        balance.data && (
          <div class="columns">
            <BalanceCard title={names.available} hint={names.ready} parts={balance.data.available} show={inCurrency} />
            <BalanceCard title={names.pending} hint={names.becomes} parts={balance.data.pending} show={inCurrency} />
          </div>
        )
      }
      columns={[
        { key: 'gross', label: names.gross, show: ({ amount, currency }) => money(amount, currency, tag) },
        { key: 'type', label: words.common.type, show: ({ type }) => type.replaceAll('_', ' ') },
        { key: 'fee', label: names.fee, align: 'end', show: ({ fee, currency }) => money(fee, currency, tag) },
        { key: 'net', label: names.net, align: 'end', show: ({ net, currency }) => money(net, currency, tag) },
        { key: 'source', label: names.source, show: ({ source }) => source && <Id id={source} /> },
        { key: 'available_on', label: names.availableOn, show: ({ available_on }) => <When at={available_on} /> },
        { key: 'created', label: words.common.created, show: ({ created }) => <When at={created} /> },
      ]}
      keyOf={({ id }) => id}
      empty={{ title: names.empty, text: names.emptyText }}
      actions={
        <>
          <a class="button" href={link('payouts')}>
            {names.payouts}
          </a>
          <a class="button" href={link('topups')}>
            {words.nav.topups}
          </a>
          <a class="button" href={link('transfers')}>
            {words.nav.transfers}
          </a>
          <Button primary shortcut="a" onClick={() => setPayingOut(true)}>
            {names.payOut}
          </Button>
        </>
      }
    />
  );
  return (
    <>
      {list}
      {payingOut && balance.data && (
        <PayOutDialog available={balance.data.available} onClose={() => setPayingOut(false)} />
      )}
    </>
  );
}

interface CardProps {
  readonly title: string;
  readonly hint: string;
  readonly parts: readonly Part[];
  readonly show: (part: Part) => string;
}

function BalanceCard({ title, hint, parts, show }: CardProps) {
  return (
    <section class="card">
      <h2>{title}</h2>
      <p class="hint">{hint}</p>
      <ul class="amounts">
        {parts.map((part) => (
          <li key={part.currency}>{show(part)}</li>
        ))}
      </ul>
    </section>
  );
}
