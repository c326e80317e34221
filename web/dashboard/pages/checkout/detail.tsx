import { money } from '../../data/format.ts';
import type { PageProps } from '../../data/page-props.ts';
import { invalidate } from '../../data/query.ts';
import { type ApiList, useCalls, useGet } from '../../data/use-call.ts';
import { Detail, Facts, Section } from '../../parts/detail.tsx';
import { Button } from '../../parts/dialog-form.tsx';
import { Id } from '../../parts/id.tsx';
import { JsonTab } from '../../parts/json-tab.tsx';
import { MetadataSection } from '../../parts/metadata.tsx';
import { Pending } from '../../parts/notices.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { When } from '../../parts/when.tsx';
import { useLanguage } from '../../words/words.ts';
import { type CheckoutSession, SESSION_TONES } from './types.ts';

interface Item {
  readonly id: string;
  readonly description: string;
  readonly quantity: number;
  readonly amount_total: number;
  readonly currency: string;
}

/** A Checkout Session: what is sold, and how far its customer is. */
export function Page({ id = '' }: PageProps) {
  const { words, tag } = useLanguage();
  const { post } = useCalls();
  const path = `/v1/checkout/sessions/${id}`;
  const { data: session, error, reload } = useGet<CheckoutSession>(path, {}, ['checkout']);
  const items = useGet<ApiList<Item>>(`${path}/line_items`, { limit: 100 }, ['checkout']);
  if (!session) return <Pending error={error} onRetry={reload} />;
  const names = words.checkout;
  const { amount_total: amount, currency, status } = session;
  const expire = async () => {
    await post(`${path}/expire`);
    invalidate('checkout');
  };
  const overview = () => (
    <>
      <Section title={words.common.details}>
        <Facts
          facts={[
            [names.mode, session.mode],
            [names.paymentStatus, session.payment_status.replaceAll('_', ' ')],
            [words.nav.payments, session.payment_intent && <Id id={session.payment_intent} />],
            [words.common.customer, session.customer && <Id id={session.customer} />],
            [words.common.email, session.customer_details?.email],
            [words.payments.expires, <When key="expires" at={session.expires_at} exact />],
            [words.common.created, <When key="created" at={session.created} exact />],
          ]}
        />
      </Section>
      <Section title={names.items}>
        <ul class="cards">
          {items.data?.data.map((item) => (
            <li key={item.id} class="card">
              {item.quantity} × {item.description} <strong>{money(item.amount_total, item.currency, tag)}</strong>
            </li>
          ))}
        </ul>
      </Section>
      <MetadataSection metadata={session.metadata} onSave={(metadata) => post(path, { metadata })} />
    </>
  );
  return (
    <Detail
      back={{ path: 'checkout/sessions', text: names.title }}
      title={amount === null || !currency ? session.mode : money(amount, currency, tag)}
      state={status && <StateBadge tone={SESSION_TONES[status]} text={names.states[status]} />}
      ids={[session.id]}
      actions={
        status === 'open' && (
          <>
            {session.url && (
              <a class="button primary" href={session.url} target="_blank" rel="noreferrer">
                {names.openPage}
              </a>
            )}
            <Button onClick={expire}>{names.expire}</Button>
          </>
        )
      }
      tabs={[
        { name: 'overview', text: words.common.overview, show: overview },
        { name: 'json', text: words.common.json, show: () => <JsonTab path={path} topics={['checkout']} /> },
      ]}
    />
  );
}
