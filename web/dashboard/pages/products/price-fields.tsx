import { readAmount } from '../../data/format.ts';
import { AmountField, CurrencyField } from '../../parts/amount-field.tsx';
import { RadioField, SelectField } from '../../parts/fields.tsx';
import { useWords } from '../../words/words.ts';
import { PERIODS } from './types.ts';

/** A price as it is typed. */
export interface PriceDraft {
  readonly amount: string;
  readonly currency: string;
  readonly kind: 'recurring' | 'one_off';
  readonly period: keyof typeof PERIODS;
}

export const NEW_PRICE: PriceDraft = { amount: '', currency: 'usd', kind: 'one_off', period: 'month' };

/** The parameters of `POST /v1/prices`; undefined if the amount is none. */
export function priceParams({ amount, currency, kind, period }: PriceDraft) {
  const typed = readAmount(amount, currency);
  if (typed === undefined) return undefined;
  const [interval, count] = PERIODS[period];
  return {
    currency,
    unit_amount: typed,
    ...(kind === 'recurring' && { recurring: { interval, ...(count > 1 && { interval_count: count }) } }),
  };
}

interface PriceFieldsProps {
  readonly draft: PriceDraft;
  readonly onChange: (draft: PriceDraft) => void;
  readonly problem?: string | undefined;
}

/** The fields of a price. */
export function PriceFields({ draft, onChange, problem }: PriceFieldsProps) {
  const { products: names } = useWords();
  const set = (changes: Partial<PriceDraft>) => onChange({ ...draft, ...changes });
  return (
    <>
      <RadioField
        name="pricing"
        label={names.pricing}
        value={draft.kind}
        onChange={(kind) => set({ kind: kind === 'recurring' ? 'recurring' : 'one_off' })}
        choices={[
          ['recurring', names.recurring],
          ['one_off', names.oneOff],
        ]}
      />
      <div class="pair">
        <AmountField
          name="unit_amount"
          label={names.amount}
          value={draft.amount}
          onChange={(amount) => set({ amount })}
          currency={draft.currency}
          {...(problem && { problem })}
        />
        <CurrencyField
          name="currency"
          label={names.currency}
          value={draft.currency}
          onChange={(currency) => set({ currency })}
        />
      </div>
      {draft.kind === 'recurring' && (
        <SelectField
          name="recurring"
          label={names.period}
          value={draft.period}
          // The choices are the periods.
          onChange={(period) => set({ period: period as PriceDraft['period'] })}
          choices={Object.entries(names.periods)}
        />
      )}
    </>
  );
}
