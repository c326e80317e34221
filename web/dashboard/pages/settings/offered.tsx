import { useState } from 'preact/hooks';
import { readAmount } from '../../data/format.ts';
import { useGet } from '../../data/use-call.ts';
import { AmountField, CurrencyField } from '../../parts/amount-field.tsx';
import { Section } from '../../parts/detail.tsx';
import { useWords } from '../../words/words.ts';

/** Response of `GET /offered_methods`. */
interface Offered {
  readonly country: string;
  readonly data: readonly { readonly type: string; readonly label: string }[];
}

/** Shows which payment methods a payment is offered, in the order of the Payment Element. */
export function OfferedMethods() {
  const words = useWords();
  const names = words.settings;
  const [amount, setAmount] = useState('20.00');
  const [currency, setCurrency] = useState('eur');
  const typed = readAmount(amount, currency);
  const { data } = useGet<Offered>(typed === undefined ? null : '/offered_methods', { amount: typed, currency }, [
    'settings',
  ]);
  return (
    <Section title={names.offered}>
      <div class="card">
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
        {data && data.data.length === 0 && <p class="muted">{names.offeredNone}</p>}
        {data && data.data.length > 0 && (
          <ol class="offered" aria-label={names.offered}>
            {data.data.map(({ type, label }) => (
              <li key={type}>{type === 'card' ? names.methodGroups.cards : label}</li>
            ))}
          </ol>
        )}
        {data && <p class="hint">{names.offeredHint(data.country)}</p>}
      </div>
    </Section>
  );
}
