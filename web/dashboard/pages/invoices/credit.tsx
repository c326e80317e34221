import { useState } from 'preact/hooks';
import { money, plainAmount, readAmount } from '../../data/format.ts';
import { type ApiList, useCalls, useGet } from '../../data/use-call.ts';
import { AmountField } from '../../parts/amount-field.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Section } from '../../parts/detail.tsx';
import { DialogForm } from '../../parts/dialog-form.tsx';
import { SelectField } from '../../parts/fields.tsx';
import { When } from '../../parts/when.tsx';
import { useLanguage } from '../../words/words.ts';
import type { Invoice } from './types.ts';

/** The fields of a credit note that the page of its invoice shows. */
interface CreditNote {
  readonly id: string;
  readonly number: string;
  readonly total: number;
  readonly currency: string;
  readonly reason: string | null;
  readonly status: string;
  readonly created: number;
  readonly pdf: string;
}

/** Credits an invoice, or a part of it. What was paid goes back to the customer in one of three ways. */
export function CreditDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const { words, tag } = useLanguage();
  const { post } = useCalls();
  const names = words.invoices;
  const isPaid = invoice.status === 'paid';
  const most = isPaid ? invoice.amount_paid : invoice.amount_remaining;
  const [amount, setAmount] = useState(plainAmount(most, invoice.currency));
  const [reason, setReason] = useState('order_change');
  const [way, setWay] = useState('credit_amount');
  return (
    <DialogForm
      title={names.credit}
      text={names.creditText(money(most, invoice.currency, tag))}
      submit={names.credit}
      onClose={onClose}
      onSubmit={() => {
        const typed = readAmount(amount, invoice.currency) ?? amount;
        return post('/v1/credit_notes', {
          invoice: invoice.id,
          amount: typed,
          reason,
          ...(isPaid && { [way]: typed }),
        });
      }}
    >
      <AmountField
        name="amount"
        label={words.common.amount}
        value={amount}
        onChange={setAmount}
        currency={invoice.currency}
      />
      <SelectField
        name="reason"
        label={words.payments.reason}
        value={reason}
        onChange={setReason}
        choices={Object.entries(names.creditReasons)}
      />
      {isPaid && (
        <SelectField
          name={way}
          label={names.creditWay}
          value={way}
          onChange={setWay}
          choices={Object.entries(names.creditWays)}
        />
      )}
    </DialogForm>
  );
}

/** The credit notes of an invoice. */
export function CreditNotes({ invoice }: { invoice: Invoice }) {
  const { words, tag } = useLanguage();
  const names = words.invoices;
  const notes = useGet<ApiList<CreditNote>>('/v1/credit_notes', { invoice: invoice.id, limit: 100 }, ['invoices']);
  const rows = notes.data?.data ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title={names.creditNotes}>
      <DataTable
        caption={names.creditNotes}
        columns={[
          { key: 'number', label: names.number, show: ({ number, pdf }: CreditNote) => <a href={pdf}>{number}</a> },
          {
            key: 'total',
            label: words.common.amount,
            align: 'end',
            show: ({ total, currency }: CreditNote) => money(total, currency, tag),
          },
          {
            key: 'reason',
            label: words.payments.reason,
            show: ({ reason }: CreditNote) => reason?.replaceAll('_', ' '),
          },
          { key: 'created', label: words.common.date, show: ({ created }: CreditNote) => <When at={created} exact /> },
        ]}
        rows={rows}
        keyOf={({ id }) => id}
      />
    </Section>
  );
}
