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
import { EvidenceForm } from './evidence.tsx';
import { type Dispute, toneOfDispute } from './types.ts';

const TOPICS = ['disputes', 'payments', 'clock'];

/** A dispute: what the bank wants to know, and answering it. */
export function Page({ id = '' }: PageProps) {
  const { words, tag } = useLanguage();
  const { post } = useCalls();
  const [accepting, setAccepting] = useState(false);
  const path = `/v1/disputes/${id}`;
  const { data: dispute, error, reload } = useGet<Dispute>(path, {}, TOPICS);
  if (!dispute) return <Pending error={error} onRetry={reload} />;
  const names = words.disputes;
  const amount = money(dispute.amount, dispute.currency, tag);
  const { due_by: due, submission_count: submitted } = dispute.evidence_details;
  const isOpen = dispute.status.endsWith('needs_response');
  const overview = () => (
    <>
      <Section title={words.common.details}>
        <Facts
          facts={[
            [names.reason, dispute.reason.replaceAll('_', ' ')],
            [names.due, due !== null && <When at={due} exact />],
            [names.payment, <Id key="payment" id={dispute.payment_intent ?? dispute.charge} />],
            [names.submitted, submitted > 0 && submitted],
            [words.common.created, <When key="created" at={dispute.created} exact />],
          ]}
        />
      </Section>
      {isOpen && <EvidenceForm dispute={dispute} />}
      <MetadataSection metadata={dispute.metadata} onSave={(metadata) => post(path, { metadata })} />
    </>
  );
  return (
    <>
      <Detail
        back={{ path: 'disputes', text: names.title }}
        title={amount}
        state={<StateBadge tone={toneOfDispute(dispute.status)} text={dispute.status.replaceAll('_', ' ')} />}
        ids={[dispute.id]}
        actions={isOpen && <Button onClick={() => setAccepting(true)}>{names.accept}</Button>}
        tabs={[
          { name: 'overview', text: words.common.overview, show: overview },
          { name: 'json', text: words.common.json, show: () => <JsonTab path={path} topics={TOPICS} /> },
        ]}
      />
      {accepting && (
        <DialogForm
          title={names.accept}
          text={names.acceptText(amount)}
          submit={names.accept}
          danger
          onClose={() => setAccepting(false)}
          onSubmit={() => post(`${path}/close`)}
        />
      )}
    </>
  );
}
