import { useState } from 'preact/hooks';
import { readAmount } from '../../data/format.ts';
import { invalidate } from '../../data/query.ts';
import { go, useAddress } from '../../data/router.ts';
import { useLink } from '../../data/session.ts';
import { useCalls } from '../../data/use-call.ts';
import { useLanguage } from '../../words/words.ts';
import { AmountField, CurrencyField } from '../amount-field.tsx';
import { CreatePage } from '../create-page.tsx';
import { CheckField, SelectField, TextField } from '../fields.tsx';
import type { ApiObject, FormField, ObjectSpec } from './spec.ts';

/** The form that creates an object. The address can give values, such as `?destination=acct_1`. */
export function ObjectForm<T extends ApiObject>({ spec }: { spec: ObjectSpec<T> }) {
  const language = useLanguage();
  const link = useLink();
  const { post } = useCalls();
  const names = spec.words(language);
  const { query } = useAddress();
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(
      spec.fields.map(({ name, kind, initial }) => [
        name,
        query.get(name) ?? initial ?? (kind === 'currency' ? 'usd' : ''),
      ]),
    ),
  );
  const fields = spec.fields.filter(({ isShown }) => isShown?.(values) ?? true);
  const currency = values[spec.fields.find(({ kind }) => kind === 'currency')?.name ?? ''] ?? 'usd';

  async function create(): Promise<void> {
    const given = fields.map(({ name, kind }) => {
      const value = values[name] ?? '';
      if (kind === 'check') return [name, value === 'true'] as const;
      if (kind === 'amount') return [name, readAmount(value, currency) ?? (value || undefined)] as const;
      return [name, value || undefined] as const;
    });
    const made = await post<T>(spec.path, { ...spec.fixed, ...Object.fromEntries(given) });
    invalidate('all');
    go(link(`${spec.folder}/${encodeURIComponent(made.id)}`));
  }

  const control = (field: FormField) => {
    const { name, kind = 'text', choices, placeholder, optional } = field;
    const common = {
      name,
      label: field.label(language),
      value: values[name] ?? '',
      onChange: (value: string) => setValues({ ...values, [name]: value }),
    };
    if (choices) return <SelectField key={name} {...common} choices={choices(language)} />;
    if (kind === 'currency') return <CurrencyField key={name} {...common} />;
    if (kind === 'amount') return <AmountField key={name} {...common} currency={currency} />;
    if (kind === 'check') {
      return (
        <div class="field" key={name}>
          <CheckField
            label={common.label}
            checked={common.value === 'true'}
            onChange={(on) => common.onChange(String(on))}
          />
        </div>
      );
    }
    return (
      <TextField
        key={name}
        {...common}
        type={kind}
        {...(placeholder && { placeholder })}
        {...(optional && { optional })}
      />
    );
  };
  return (
    <CreatePage
      title={names.create}
      back={{ path: spec.folder, text: names.title }}
      submit={names.create}
      onSubmit={create}
    >
      {fields.map(control)}
    </CreatePage>
  );
}
