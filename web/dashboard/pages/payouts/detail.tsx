import { useState } from 'preact/hooks';
import { money } from '../../data/format.ts';
import type { PageProps } from '../../data/page-props.ts';
import { useCalls, useGet } from '../../data/use-call.ts';
import { Detail, Facts, Section } from '../../parts/detail.tsx';
import { Button, DialogForm } from '../../parts/dialog-form.tsx';
import { Id } from '../../parts/id.tsx';
import { JsonTab } from '../../parts/json-tab.tsx';
import { MetadataSection } from '../../parts/metadata.tsx';
import { Pending } from '../../parts/notices.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { When } from '../../parts/when.tsx';
import { useLanguage } from '../../words/words.ts';
import { type Payout, toneOfPayout } from './types.ts';

/** A payout. */
export function Page({ id = '' }: PageProps) {
  const { words, tag } = useLanguage();
  const { post } = useCalls();
  const [canceling, setCanceling] = useState(false);
  const path = `/v1/payouts/${id}`;
  const { data: payout, error, reload } = useGet<Payout>(path, {}, ['payouts']);
  if (!payout) return <Pending error={error} onRetry={reload} />;
  const names = words.payouts;
  const amount = money(payout.amount, payout.currency, tag);
  const overview = () => (
    <>
      {payout.failure_message && (
        <p class="notice error">
          <strong>{names.failure}:</strong> {payout.failure_message} <code>{payout.failure_code}</code>
        </p>
      )}
      <Section title={words.common.details}>
        <Facts
          facts={[
            [names.method, payout.method],
            [names.destination, payout.destination && <span class="mono">{payout.destination}</span>],
            [names.arrival, <When key="arrival" at={payout.arrival_date} exact />],
            [words.books.transaction, payout.balance_transaction && <Id id={payout.balance_transaction} />],
            [words.common.description, payout.description],
            [words.common.created, <When key="created" at={payout.created} exact />],
          ]}
        />
      </Section>
      <MetadataSection metadata={payout.metadata} onSave={(metadata) => post(path, { metadata })} />
    </>
  );
  return (
    <>
      <Detail
        back={{ path: 'payouts', text: names.title }}
        title={amount}
        state={<StateBadge tone={toneOfPayout(payout.status)} text={payout.status.replaceAll('_', ' ')} />}
        ids={[payout.id]}
        actions={payout.status === 'pending' && <Button onClick={() => setCanceling(true)}>{names.cancel}</Button>}
        tabs={[
          { name: 'overview', text: words.common.overview, show: overview },
          { name: 'json', text: words.common.json, show: () => <JsonTab path={path} topics={['payouts']} /> },
        ]}
      />
      {canceling && (
        <DialogForm
          title={names.cancel}
          text={names.cancelText(amount)}
          submit={names.cancel}
          danger
          onClose={() => setCanceling(false)}
          onSubmit={() => post(`${path}/cancel`)}
        />
      )}
    </>
  );
}
