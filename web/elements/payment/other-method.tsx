import { useEffect, useState } from 'preact/hooks';
import { addressEntries, addressFields, countryField, enteredAddress } from '../../form/address.ts';
import { Fields } from '../../form/field.tsx';
import { type FieldSpec, shaped } from '../../form/field-spec.ts';
import { type Form, useForm } from '../../form/use-form.ts';
import { enteredMethod, methodFields } from '../../methods/method-fields.ts';
import { continuesElsewhere, isDebit, needsOf } from '../../methods/method-table.ts';
import { type Words, wordsFor } from '../../words/words.ts';
import { countryOf } from '../language/countries.ts';
import type { Entered } from '../send.ts';
import { methodName } from './method-name.ts';

/** What a method that is no card asks for, and what has been entered of it. */
export interface OtherMethod {
  readonly specs: readonly FieldSpec[];
  readonly form: Form;
  readonly complete: boolean;
  readonly empty: boolean;
  /** Shows what is wrong, goes there, and answers it in the payer's words. */
  validate(): string | undefined;
  entered(type: string): Entered;
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/;
const PHONE = /^\+?[\d\s()./-]{6,20}$/;

/** The words of such forms; undefined for a moment, until the language is there. */
export function useWords(tag: string): Words | undefined {
  const [words, setWords] = useState<Words>();
  useEffect(() => {
    void wordsFor(tag).then(setWords);
  }, [tag]);
  return words;
}

/** The form of a method: who pays, as far as the method `requires` that, and its own fields. */
export function useOtherMethod(
  type: string | undefined,
  requires: readonly string[],
  { tag, words, asksBilling }: { tag: string; words: Words | undefined; asksBilling: boolean },
): OtherMethod {
  const form = useForm(() => addressEntries('billing', null, { tag, country: countryOf(tag) }));
  const specs = words && type !== undefined ? specsOf(type, asksBilling ? requires : [], words, form) : [];
  const value = (id: string) => form.entries[id] ?? '';
  const asksAddress = specs.some(({ id }) => id === 'billing-country');
  return {
    specs,
    form,
    complete: words !== undefined && specs.every(({ id, problem }) => problem(value(id)) === undefined),
    empty: specs.length > 0 && specs.every(({ id }) => id === 'billing-country' || value(id) === ''),
    validate() {
      const wrong = form.check(specs);
      if (!wrong) return undefined;
      document.getElementById(wrong.id)?.focus();
      return wrong.problem(value(wrong.id));
    },
    entered: (method) => ({
      type: method,
      own: enteredMethod(method, form.entries),
      billing: {
        ...(value('name') && { name: value('name').trim() }),
        ...(value('email') && { email: value('email').trim() }),
        ...(value('phone') && { phone: value('phone').trim() }),
        ...(asksAddress && { address: enteredAddress('billing', form.entries) }),
      },
    }),
  };
}

function specsOf(type: string, requires: readonly string[], words: Words, form: Form): FieldSpec[] {
  const { address } = needsOf(type);
  const email: FieldSpec = {
    id: 'email',
    label: words.t('contact.email'),
    kind: 'email',
    autoComplete: 'email',
    problem: shaped(words, { whole: EMAIL, required: true, message: 'problem.email' }),
  };
  const phone: FieldSpec = {
    id: 'phone',
    label: words.t('contact.phone'),
    kind: 'tel',
    autoComplete: 'tel',
    problem: shaped(words, { whole: PHONE, required: true, message: 'problem.phone' }),
  };
  const whole = address === 'full' || requires.includes('address.line1');
  const country = whole || address === 'country' || requires.includes('address.country');
  return [
    ...methodFields(type, words, { asksName: requires.includes('name') }),
    ...(requires.includes('email') ? [email] : []),
    ...(requires.includes('phone') ? [phone] : []),
    ...(whole ? addressFields('billing', form.entries, words, { withName: false }) : []),
    ...(country && !whole ? [countryField('billing', words)] : []),
  ];
}

/** What a payer sees of a method that is no card. */
export function OtherMethodForm(props: { type: string; method: OtherMethod; words: Words; business: string }) {
  const { type, method, words, business } = props;
  const { t } = words.language;
  return (
    <>
      <Fields specs={method.specs} form={method.form} words={words} />
      {isDebit(type) && <p class="TermsText">{words.t('pay.mandate', { business })}</p>}
      {continuesElsewhere(type) && (
        <p class="RedirectText Text">{t('payment.redirect', { name: methodName(t, type) })}</p>
      )}
    </>
  );
}
