import type { Texts } from '../texts/texts.ts';
import { CountrySelect } from '../ui/country-select.tsx';
import { Field, inputClass } from '../ui/field.tsx';
import { useHandles } from '../ui/handles.ts';
import type { FieldSpec } from './field-spec.ts';
import type { Form } from './use-form.ts';

/** Renders fields in rows. */
export function Fields({ specs, form, texts }: { specs: readonly FieldSpec[]; form: Form; texts: Texts }) {
  if (specs.length === 0) return null;
  return (
    <div class="Grid">
      {specs.map((spec) => (
        <div key={spec.id} class={spec.half ? '' : 'Grid-whole'}>
          <Entry spec={spec} form={form} texts={texts} />
        </div>
      ))}
    </div>
  );
}

function Entry({ spec, form, texts }: { spec: FieldSpec; form: Form; texts: Texts }) {
  const { id, label } = spec;
  const value = form.entries[id] ?? '';
  const problem = form.problemOf(spec);
  const handle = useHandles().input(id);
  return (
    <Field id={id} label={label} problem={problem}>
      {spec.kind === 'country' ? (
        <CountrySelect
          id={id}
          tag={texts.tag}
          value={value}
          allowed={spec.allowed}
          autoComplete={spec.autoComplete ?? 'country'}
          onValue={(code) => form.set(id, code)}
        />
      ) : spec.kind === 'select' ? (
        <span class="Select">
          <select
            {...handle}
            class={inputClass({ empty: value === '', invalid: problem !== undefined })}
            autoComplete={spec.autoComplete ?? 'off'}
            value={value}
            aria-invalid={problem !== undefined}
            aria-describedby={`${id}-problem`}
            onChange={(event) => form.set(id, event.currentTarget.value)}
            onBlur={() => form.leave(id)}
          >
            <option value="">{texts.t('field.choose')}</option>
            {spec.options?.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </span>
      ) : (
        <Text spec={spec} form={form} value={value} problem={problem} />
      )}
    </Field>
  );
}

/** On-screen keyboards of phones. */
const INPUT_MODE = { email: 'email', numeric: 'numeric', tel: 'tel', text: 'text' } as const;

function Text(props: { spec: FieldSpec; form: Form; value: string; problem: string | undefined }) {
  const { spec, form, value, problem } = props;
  const { id, kind } = spec;
  const input = {
    ...useHandles().input(id),
    class: inputClass({ empty: value === '', invalid: problem !== undefined }),
    inputMode: kind === 'country' || kind === 'select' ? ('text' as const) : INPUT_MODE[kind],
    autoComplete: spec.autoComplete ?? 'off',
    placeholder: spec.placeholder,
    maxLength: spec.longest,
    value,
    'aria-invalid': problem !== undefined,
    'aria-describedby': `${id}-problem`,
    onInput: (event: { currentTarget: HTMLInputElement }) => form.set(id, event.currentTarget.value),
    onBlur: () => form.leave(id),
  };
  if (kind === 'email') return <input {...input} type="email" />;
  return kind === 'tel' ? <input {...input} type="tel" /> : <input {...input} type="text" />;
}
