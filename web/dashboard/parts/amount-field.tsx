import { allCurrencies } from '../../../src/shared/currencies.ts';
import { useLanguage } from '../words/words.ts';
import { SelectField, TextField } from './fields.tsx';

interface AmountProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly currency: string;
  readonly hint?: string;
  readonly problem?: string;
}

/** An amount in a currency's own units, as a person types it; `readAmount` reads it. */
export function AmountField({ currency, ...field }: AmountProps) {
  return <TextField {...field} placeholder={currency.toUpperCase()} />;
}

/** All currencies, by their codes and names. */
export function CurrencyField({
  name,
  label,
  value,
  onChange,
}: {
  name: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const { tag } = useLanguage();
  const names = new Intl.DisplayNames([tag], { type: 'currency' });
  const choices = allCurrencies().map(
    (code) => [code, `${code.toUpperCase()} – ${names.of(code.toUpperCase()) ?? ''}`] as const,
  );
  return <SelectField name={name} label={label} value={value} onChange={onChange} choices={choices} />;
}
