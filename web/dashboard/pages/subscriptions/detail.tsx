import { useState } from 'preact/hooks';
import { money } from '../../data/format.ts';
import type { PageProps } from '../../data/page-props.ts';
import { invalidate } from '../../data/query.ts';
import { useLink } from '../../data/session.ts';
import { type ApiList, useCalls, useGet } from '../../data/use-call.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Detail, Facts, Section } from '../../parts/detail.tsx';
import { Button, useSubmit } from '../../parts/dialog-form.tsx';
import { Id } from '../../parts/id.tsx';
import { JsonTab } from '../../parts/json-tab.tsx';
import { MetadataSection } from '../../parts/metadata.tsx';
import { Pending } from '../../parts/notices.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { When } from '../../parts/when.tsx';
import { useLanguage } from '../../words/words.ts';
import { INVOICE_TONES, type Invoice } from '../invoices/types.ts';
import { priceText } from '../products/price-text.tsx';
import { ChangeDialog, EndDialog, PauseDialog, PreviewText } from './actions.tsx';
import { customerText, type Item, SUBSCRIPTION_TONES, type Subscription } from './types.ts';

const TOPICS = ['subscriptions', 'invoices', 'clock'];
const ENDED: readonly string[] = ['canceled', 'incomplete_expired'];

/** A subscription: what is paid, when, and what can be changed. */
export function Page({ id = '' }: PageProps) {
  const { words } = useLanguage();
  const { post } = useCalls();
  const [open, setOpen] = useState<'change' | 'end' | 'pause' | null>(null);
  const { busy, submit } = useSubmit();
  const path = `/v1/subscriptions/${id}`;
  const { data: subscription, error, reload } = useGet<Subscription>(path, { 'expand[]': 'customer' }, TOPICS);
  if (!subscription) return <Pending error={error} onRetry={reload} />;
  const names = words.subscriptions;
  const isOver = ENDED.includes(subscription.status);
  const keep = () =>
    submit(async () => {
      await post(path, { cancel_at_period_end: false });
      invalidate('subscriptions');
    });
  return (
    <>
      <Detail
        back={{ path: 'subscriptions', text: names.title }}
        title={customerText(subscription)}
        state={
          <StateBadge
            tone={SUBSCRIPTION_TONES[subscription.status] ?? 'over'}
            text={names.states[subscription.status] ?? subscription.status}
          />
        }
        ids={[subscription.id]}
        actions={
          !isOver && (
            <>
              <Button shortcut="a" onClick={() => setOpen('change')}>
                {names.change}
              </Button>
              <Button onClick={() => setOpen('pause')}>
                {subscription.pause_collection ? names.resume : names.pause}
              </Button>
              {subscription.cancel_at_period_end ? (
                <Button busy={busy} onClick={keep}>
                  {names.keep}
                </Button>
              ) : (
                <Button onClick={() => setOpen('end')}>{names.cancel}</Button>
              )}
            </>
          )
        }
        tabs={[
          { name: 'overview', text: words.common.overview, show: () => <Overview subscription={subscription} /> },
          { name: 'json', text: words.common.json, show: () => <JsonTab path={path} topics={TOPICS} /> },
        ]}
      />
      {open === 'change' && <ChangeDialog subscription={subscription} onClose={() => setOpen(null)} />}
      {open === 'end' && <EndDialog subscription={subscription} onClose={() => setOpen(null)} />}
      {open === 'pause' && <PauseDialog subscription={subscription} onClose={() => setOpen(null)} />}
    </>
  );
}

function Overview({ subscription }: { subscription: Subscription }) {
  const language = useLanguage();
  const { words, tag } = language;
  const link = useLink();
  const { post } = useCalls();
  const names = words.subscriptions;
  const { customer, items } = subscription;
  const [first] = items.data;
  const invoices = useGet<ApiList<Invoice>>('/v1/invoices', { subscription: subscription.id, limit: 20 }, TOPICS);
  return (
    <>
      <Section title={names.items}>
        <DataTable
          caption={names.items}
          columns={[
            { key: 'price', label: words.products.price, show: ({ price }: Item) => priceText(price, language) },
            { key: 'quantity', label: words.invoices.quantity, align: 'end', show: ({ quantity }: Item) => quantity },
            { key: 'id', label: 'ID', show: ({ price }: Item) => <span class="mono">{price.id}</span> },
          ]}
          rows={items.data}
          keyOf={(item) => item.id}
          hrefOf={({ price }) => link(`prices/${price.id}`)}
        />
      </Section>
      <div class="two">
        <Section title={words.nav.invoices}>
          <DataTable
            caption={words.nav.invoices}
            columns={[
              {
                key: 'total',
                label: words.common.amount,
                show: ({ total, currency }: Invoice) => money(total, currency, tag),
              },
              {
                key: 'status',
                label: words.common.status,
                show: ({ status }: Invoice) =>
                  status && <StateBadge tone={INVOICE_TONES[status]} text={words.invoices.states[status]} />,
              },
              { key: 'created', label: words.common.date, show: ({ created }: Invoice) => <When at={created} exact /> },
            ]}
            rows={invoices.data?.data ?? []}
            keyOf={({ id }) => id}
            hrefOf={({ id }) => link(`invoices/${id}`)}
          />
        </Section>
        <div>
          <Section title={words.common.details}>
            <Facts
              facts={[
                [
                  words.common.customer,
                  <Id key="customer" id={typeof customer === 'string' ? customer : customer.id} />,
                ],
                [
                  names.period,
                  first?.current_period_start !== undefined && <When at={first.current_period_start} exact />,
                ],
                [names.next, first?.current_period_end !== undefined && <When at={first.current_period_end} exact />],
                [names.trialEnd, subscription.trial_end !== null && <When at={subscription.trial_end} exact />],
                [names.atEnd, subscription.cancel_at_period_end && words.common.yes],
                [names.states.paused, subscription.pause_collection?.behavior.replaceAll('_', ' ')],
                [words.simulations.clock, subscription.test_clock && <Id id={subscription.test_clock} />],
                [words.common.created, <When key="created" at={subscription.created} exact />],
              ]}
            />
          </Section>
          <Upcoming subscription={subscription.id} />
          <MetadataSection
            metadata={subscription.metadata}
            onSave={(metadata) => post(`/v1/subscriptions/${subscription.id}`, { metadata })}
          />
        </div>
      </div>
    </>
  );
}

/** The next invoice, as it would be now. */
function Upcoming({ subscription }: { subscription: string }) {
  const { words, tag } = useLanguage();
  const { post } = useCalls();
  const [invoice, setInvoice] = useState<Invoice>();
  const { busy, problem, submit } = useSubmit();
  const names = words.subscriptions;
  const look = () =>
    submit(async () => setInvoice(await post<Invoice>('/v1/invoices/create_preview', { subscription })));
  return (
    <Section
      title={names.upcoming}
      actions={
        <Button busy={busy} onClick={look}>
          {names.preview}
        </Button>
      }
    >
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {invoice && <PreviewText invoice={invoice} tag={tag} />}
    </Section>
  );
}
