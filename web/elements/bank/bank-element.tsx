import type { StripeElementChangeEvent } from '@stripe/stripe-js';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { MethodSpec } from '../../../src/shared/method-spec.ts';
import type { FieldSpec } from '../../form/field-spec.ts';
import { type Form, useForm } from '../../form/use-form.ts';
import { enteredMethod, methodFields } from '../../methods/method-fields.ts';
import type { FrameKind } from '../../shared/protocol.ts';
import type { Texts } from '../../texts/texts.ts';
import { focusField, useHandles } from '../../ui/handles.ts';
import { stateClasses } from '../card/card-events.ts';
import type { ElementProps } from '../element-props.ts';
import { blurActive, focusOf } from '../focus.ts';
import { sendWith } from '../send.ts';
import { useChange } from '../use-change.ts';
import { validationError } from '../validation-error.ts';
import { ownChange } from './bank.ts';
import { loadMethod } from './load-method.ts';

interface Options {
  readonly disabled?: boolean;
  readonly value?: string;
  readonly placeholderCountry?: string;
}

/** `iban`, `auBankAccount` and the elements that choose a bank: the fields of one payment method, without labels. */
export function BankElement({ channel, texts, options: given, merchant, controls }: ElementProps) {
  const options = given as Options;
  const { kind } = channel.setup;
  const [method, setMethod] = useState<MethodSpec>();
  const form = useForm(() => ({}));
  // The form is another object after every change; the value is the page's, for the beginning.
  const first = useRef({ set: form.set, bank: options.value });
  useEffect(() => {
    void loadMethod(channel, merchant).then((spec) => {
      if (spec && first.current.bank !== undefined) first.current.set(`${spec.type}-bank`, first.current.bank);
      setMethod(spec);
    });
  }, [channel, merchant]);

  const specs = method ? methodFields(method, texts, { asksName: false }) : [];
  const values = method ? enteredMethod(method, form.entries) : {};
  const isFilled = ({ id }: FieldSpec) => (form.entries[id] ?? '') !== '';
  // A bank may be left out in a form, where the customer can choose it later; an element exists to choose it.
  const missing = specs.find((spec) => !isFilled(spec) || spec.problem(form.entries[spec.id] ?? '') !== undefined);
  const shown = specs.map((spec) => form.problemOf(spec)).find((problem) => problem !== undefined);
  useChange<StripeElementChangeEvent>(channel, {
    empty: !specs.some(isFilled),
    complete: method !== undefined && missing === undefined,
    error: shown === undefined ? undefined : problemOf(kind, shown, texts),
    ...ownChange(kind, values),
  });

  controls.current = {
    focus: () => focusField(specs[0]?.id),
    blur: blurActive,
    clear: () => {
      for (const { id } of specs) form.set(id, '');
    },
    ask: async (ask) => {
      if (ask.what === 'value') return { body: {} };
      form.check(specs);
      if (missing) return { error: problemOf(kind, missing.problem('') ?? texts.t('problem.missing'), texts) };
      return ask.what === 'validate' || !method
        ? { body: {} }
        : sendWith(merchant, ask, { type: method.type, own: values });
    },
  };
  return (
    <form class="BankFields" {...focusOf(channel)} onSubmit={(event) => event.preventDefault()}>
      {specs.map((spec) => (
        <BankField key={spec.id} spec={spec} form={form} texts={texts} disabled={options.disabled ?? false} />
      ))}
    </form>
  );
}

/** Returns the error of an element: the code names its type, as that of cards names the field. */
function problemOf(kind: FrameKind, message: string, { t }: Texts) {
  const name = kind.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return { ...validationError('incomplete_field', t), code: `incomplete_${name}`, message };
}

function BankField(props: { spec: FieldSpec; form: Form; texts: Texts; disabled: boolean }) {
  const { spec, form, texts, disabled } = props;
  const value = form.entries[spec.id] ?? '';
  const invalid = form.problemOf(spec) !== undefined;
  const input = {
    ...useHandles().input(spec.id),
    class: stateClasses({ empty: value === '', complete: value !== '' && !invalid, invalid }),
    'aria-label': spec.label,
    'aria-invalid': invalid,
    disabled,
    value,
    onBlur: () => form.leave(spec.id),
  };
  if (spec.kind !== 'select') {
    return (
      <input
        {...input}
        type="text"
        autoComplete="off"
        placeholder={spec.placeholder ?? spec.label}
        onInput={(event) => form.set(spec.id, event.currentTarget.value)}
      />
    );
  }
  return (
    <select {...input} onChange={(event) => form.set(spec.id, event.currentTarget.value)}>
      <option value="">{texts.t('field.choose')}</option>
      {spec.options?.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
