import { useState } from 'preact/hooks';
import { money, plainAmount, readAmount } from '../../data/format.ts';
import { useCalls } from '../../data/use-call.ts';
import { AmountField } from '../../parts/amount-field.tsx';
import { DialogForm } from '../../parts/dialog-form.tsx';
import { SelectField } from '../../parts/fields.tsx';
import { useLanguage } from '../../words/words.ts';

interface Part {
  readonly amount: number;
  readonly currency: string;
}

/** Sends what is available to the bank. */
export function PayOutDialog({ available, onClose }: { available: readonly Part[]; onClose: () => void }) {
  const { words, tag } = useLanguage();
  const { post } = useCalls();
  const [currency, setCurrency] = useState(
    available.find(({ amount }) => amount > 0)?.currency ?? available[0]?.currency ?? 'usd',
  );
  const left = available.find((part) => part.currency === currency)?.amount ?? 0;
  const [amount, setAmount] = useState(plainAmount(Math.max(left, 0), currency));
  const names = words.balances;
  return (
    <DialogForm
      title={names.payOut}
      text={names.payOutText(money(left, currency, tag))}
      submit={names.payOut}
      onClose={onClose}
      onSubmit={() => post('/v1/payouts', { amount: readAmount(amount, currency) ?? amount, currency })}
    >
      <AmountField name="amount" label={words.common.amount} value={amount} onChange={setAmount} currency={currency} />
      {available.length > 1 && (
        <SelectField
          name="currency"
          label={words.common.currency}
          value={currency}
          onChange={setCurrency}
          choices={available.map((part) => [part.currency, part.currency.toUpperCase()] as const)}
        />
      )}
    </DialogForm>
  );
}
