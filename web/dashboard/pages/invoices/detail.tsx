import { useState } from 'preact/hooks';
import { money } from '../../data/format.ts';
import type { PageProps } from '../../data/page-props.ts';
import { useCalls, useGet } from '../../data/use-call.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Detail, Facts, Section } from '../../parts/detail.tsx';
import { Button, DialogForm } from '../../parts/dialog-form.tsx';
import { Id } from '../../parts/id.tsx';
import { JsonTab } from '../../parts/json-tab.tsx';
import { MetadataSection } from '../../parts/metadata.tsx';
import { Pending } from '../../parts/notices.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { When } from '../../parts/when.tsx';
import { useLanguage } from '../../words/words.ts';
import { CreditDialog, CreditNotes } from './credit.tsx';
import { INVOICE_TONES, type Invoice, type InvoiceLine } from './types.ts';

const TOPICS = ['invoices', 'clock'];

/** Actions on an invoice, by its state. */
const ACTIONS = {
  draft: ['finalize', 'delete'],
  open: ['pay', 'send', 'void', 'mark_uncollectible'],
  uncollectible: ['pay', 'void'],
  paid: [],
  void: [],
} as const;

type Action = (typeof ACTIONS)[keyof typeof ACTIONS][number];

/** An invoice: its lines, and what can be done with it. */
export function Page({ id = '' }: PageProps) {
  const { words, tag } = useLanguage();
  const calls = useCalls();
  const [open, setOpen] = useState<Action | 'credit' | null>(null);
  const path = `/v1/invoices/${id}`;
  const { data: invoice, error, reload } = useGet<Invoice>(path, {}, TOPICS);
  if (!invoice) return <Pending error={error} onRetry={reload} />;
  const names = words.invoices;
  const { status, currency } = invoice;
  const amount = money(invoice.total, currency, tag);
  const actions: readonly Action[] = status ? ACTIONS[status] : [];
  const overview = () => (
    <>
      <Section title={names.lines}>
        <DataTable
          caption={names.lines}
          columns={[
            { key: 'description', label: words.common.description, show: (line: InvoiceLine) => line.description },
            { key: 'quantity', label: names.quantity, align: 'end', show: (line: InvoiceLine) => line.quantity },
            {
              key: 'amount',
              label: words.common.amount,
              align: 'end',
              show: (line: InvoiceLine) => money(line.amount, line.currency, tag),
            },
          ]}
          rows={invoice.lines.data}
          keyOf={(line) => line.id}
        />
      </Section>
      <Section title={words.common.details}>
        <Facts
          facts={[
            [names.number, invoice.number],
            [words.common.customer, invoice.customer && <Id id={invoice.customer} />],
            [names.subtotal, money(invoice.subtotal, currency, tag)],
            [names.paid, money(invoice.amount_paid, currency, tag)],
            [names.remaining, money(invoice.amount_remaining, currency, tag)],
            [names.due, invoice.due_date && <When at={invoice.due_date} exact />],
            [words.common.created, <When key="created" at={invoice.created} exact />],
          ]}
        />
      </Section>
      <CreditNotes invoice={invoice} />
      <MetadataSection metadata={invoice.metadata} onSave={(metadata) => calls.post(path, { metadata })} />
    </>
  );
  return (
    <>
      <Detail
        back={{ path: 'invoices', text: names.title }}
        title={amount}
        state={status && <StateBadge tone={INVOICE_TONES[status]} text={names.states[status]} />}
        ids={[invoice.id]}
        subtitle={invoice.description}
        actions={
          <>
            {actions.map((action, n) => (
              <Button key={action} primary={n === 0} onClick={() => setOpen(action)}>
                {names.actions[action]}
              </Button>
            ))}
            {(status === 'open' || status === 'paid') && (
              <Button onClick={() => setOpen('credit')}>{names.credit}</Button>
            )}
            {invoice.hosted_invoice_url && (
              <a class="button" href={invoice.hosted_invoice_url} target="_blank" rel="noreferrer">
                {names.page}
              </a>
            )}
          </>
        }
        tabs={[
          { name: 'overview', text: words.common.overview, show: overview },
          { name: 'json', text: words.common.json, show: () => <JsonTab path={path} topics={TOPICS} /> },
        ]}
      />
      {open === 'credit' && <CreditDialog invoice={invoice} onClose={() => setOpen(null)} />}
      {open && open !== 'credit' && (
        <DialogForm
          title={names.actions[open]}
          text={names.explain[open](amount)}
          submit={names.actions[open]}
          danger={open === 'void' || open === 'delete'}
          onClose={() => setOpen(null)}
          onSubmit={() => (open === 'delete' ? calls.delete(path) : calls.post(`${path}/${open}`))}
        />
      )}
    </>
  );
}
