import { useState } from 'preact/hooks';
import { readAmount } from '../../data/format.ts';
import { invalidate } from '../../data/query.ts';
import { go } from '../../data/router.ts';
import { useLink } from '../../data/session.ts';
import { type ApiList, useCalls, useGet } from '../../data/use-call.ts';
import { AmountField, CurrencyField } from '../../parts/amount-field.tsx';
import { CreatePage } from '../../parts/create-page.tsx';
import { SelectField, TextField } from '../../parts/fields.tsx';
import { useWords } from '../../words/words.ts';
import type { Customer } from '../customers/types.ts';
import type { Invoice } from './types.ts';

/** Customers to choose from. */
const CHOICES = 100;

/** Drafts an invoice with one line; more are added through the API. */
export function Page() {
  const words = useWords();
  const link = useLink();
  const { post } = useCalls();
  const customers = useGet<ApiList<Customer>>('/v1/customers', { limit: CHOICES }).data?.data ?? [];
  const [customer, setCustomer] = useState('');
  const [amount, setAmount] = useState('');
  const [currency, setCurrency] = useState('usd');
  const [description, setDescription] = useState('');
  const names = words.invoices;
  const chosen = customer || customers[0]?.id;

  async function create(): Promise<void> {
    const invoice = await post<Invoice>('/v1/invoices', { customer: chosen, currency });
    await post('/v1/invoiceitems', {
      customer: chosen,
      invoice: invoice.id,
      amount: readAmount(amount, currency) ?? amount,
      currency,
      description: description || undefined,
    });
    invalidate('invoices');
    go(link(`invoices/${invoice.id}`));
  }

  return (
    <CreatePage
      title={names.create}
      back={{ path: 'invoices', text: names.title }}
      submit={names.create}
      onSubmit={create}
    >
      <SelectField
        name="customer"
        label={words.common.customer}
        value={chosen ?? ''}
        onChange={setCustomer}
        choices={customers.map(({ id, name, email }) => [id, name ?? email ?? id] as const)}
      />
      <TextField name="description" label={words.common.description} value={description} onChange={setDescription} />
      <div class="pair">
        <AmountField
          name="amount"
          label={words.common.amount}
          value={amount}
          onChange={setAmount}
          currency={currency}
        />
        <CurrencyField name="currency" label={words.common.currency} value={currency} onChange={setCurrency} />
      </div>
    </CreatePage>
  );
}
