import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useWords } from '../words/words.ts';
import { useProblem } from './problems.ts';

interface FieldProps {
  /** The name of its parameter, by which it shows what was wrong. */
  readonly name: string;
  readonly label: string;
  readonly hint?: ComponentChildren;
  readonly problem?: string;
  readonly required?: boolean;
  readonly optional?: boolean;
}

interface Described {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

/** The label, the hint and the problem around a control. */
function Field({
  name,
  label,
  hint,
  problem: own,
  optional,
  control,
}: FieldProps & { control: (at: Described) => ComponentChildren }) {
  const words = useWords();
  const id = useId();
  const found = useProblem(name);
  const problem = own || found;
  const described = [problem && `${id}-problem`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>
        {label}
        {optional && <span class="muted"> ({words.common.optional})</span>}
      </label>
      {control({ id, 'aria-invalid': Boolean(problem), 'aria-describedby': described || undefined })}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {problem && (
        <p class="problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </div>
  );
}

interface TextProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'email' | 'url' | 'date' | 'number';
  readonly placeholder?: string;
  readonly mono?: boolean;
  readonly lines?: number;
  readonly list?: readonly string[];
}

/** A line, or several, of text. */
export function TextField({ value, onChange, type = 'text', placeholder, mono, lines, list, ...field }: TextProps) {
  const listId = useId();
  return (
    <Field
      {...field}
      control={(at) =>
        lines ? (
          <textarea
            {...at}
            rows={lines}
            class={mono ? 'mono' : undefined}
            placeholder={placeholder}
            value={value}
            onInput={(event) => onChange(event.currentTarget.value)}
          />
        ) : (
          <>
            <input
              {...at}
              type={type}
              class={mono ? 'mono' : undefined}
              placeholder={placeholder}
              value={value}
              required={field.required}
              list={list ? listId : undefined}
              autoComplete="off"
              onInput={(event) => onChange(event.currentTarget.value)}
            />
            {list && (
              <datalist id={listId}>
                {list.map((one) => (
                  <option key={one} value={one} />
                ))}
              </datalist>
            )}
          </>
        )
      }
    />
  );
}

/** A choice: its value, and its text. */
export type Choice = readonly [value: string, text: string];

interface ChoiceProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly choices: readonly Choice[];
}

export function SelectField({ value, onChange, choices, ...field }: ChoiceProps) {
  return (
    <Field
      {...field}
      control={(at) => (
        <select {...at} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          {choices.map(([one, text]) => (
            <option key={one} value={one} selected={one === value}>
              {text}
            </option>
          ))}
        </select>
      )}
    />
  );
}

/** A few choices that are all visible. */
export function RadioField({ name, label, value, onChange, choices }: ChoiceProps) {
  const id = useId();
  return (
    <div class="field" role="radiogroup" aria-labelledby={`${id}-label`}>
      <span class="legend" id={`${id}-label`}>
        {label}
      </span>
      <div class="choices">
        {choices.map(([one, text]) => (
          <label key={one} class="choice">
            <input
              type="radio"
              name={`${name}${id}`}
              value={one}
              checked={one === value}
              onChange={() => onChange(one)}
            />
            {text}
          </label>
        ))}
      </div>
    </div>
  );
}

interface CheckProps {
  readonly label: ComponentChildren;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
}

export function CheckField({ label, checked, onChange, disabled }: CheckProps) {
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {label}
    </label>
  );
}

/** A setting that takes effect at once. */
export function Switch({ label, checked, onChange, disabled }: CheckProps) {
  return (
    <label class="switch">
      <input
        type="checkbox"
        role="switch"
        checked={checked}
        aria-checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

interface ColourProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A colour as text, with the browser's picker beside it. */
export function ColourField({ value, onChange, ...field }: ColourProps) {
  return (
    <Field
      {...field}
      control={(at) => (
        <span class="colour">
          <input
            {...at}
            class="mono"
            value={value}
            placeholder="#0a6b5d"
            onInput={(event) => onChange(event.currentTarget.value)}
          />
          <input
            type="color"
            aria-hidden="true"
            tabIndex={-1}
            value={/^#[0-9a-f]{6}$/i.test(value) ? value : '#ffffff'}
            onInput={(event) => onChange(event.currentTarget.value)}
          />
        </span>
      )}
    />
  );
}
