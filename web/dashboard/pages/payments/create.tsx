import { useState } from 'preact/hooks';
import { readAmount } from '../../data/format.ts';
import { invalidate } from '../../data/query.ts';
import { go } from '../../data/router.ts';
import { useLink } from '../../data/session.ts';
import { useCalls } from '../../data/use-call.ts';
import { AmountField, CurrencyField } from '../../parts/amount-field.tsx';
import { CreatePage } from '../../parts/create-page.tsx';
import { SelectField, TextField } from '../../parts/fields.tsx';
import { useLanguage } from '../../words/words.ts';
import { testCardChoices } from './test-cards.ts';
import type { Intent } from './types.ts';

/** Makes a payment with a test card. */
export function Page() {
  const { words } = useLanguage();
  const link = useLink();
  const { post } = useCalls();
  const [amount, setAmount] = useState('10.99');
  const [currency, setCurrency] = useState('usd');
  const [description, setDescription] = useState('');
  const [method, setMethod] = useState('pm_card_visa');
  const names = words.payments;

  async function create(): Promise<void> {
    const made = await post<Intent>('/v1/payment_intents', {
      amount: readAmount(amount, currency) ?? amount,
      currency,
      description: description || undefined,
      payment_method: method,
      allowed_payment_method_types: ['card'],
      confirm: true,
    });
    invalidate('payments');
    go(link(`payments/${made.id}`));
  }

  return (
    <CreatePage
      title={names.create}
      back={{ path: 'payments', text: names.title }}
      submit={names.create}
      onSubmit={create}
    >
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
      <SelectField
        name="payment_method"
        label={names.paymentMethod}
        value={method}
        onChange={setMethod}
        choices={testCardChoices(words)}
      />
      <TextField
        name="description"
        label={words.common.description}
        value={description}
        onChange={setDescription}
        optional
      />
    </CreatePage>
  );
}
