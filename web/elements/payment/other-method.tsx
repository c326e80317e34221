import type { MethodSpec } from '../../../src/shared/method-spec.ts';
import { addressEntries, addressFields, countryField, enteredAddress } from '../../form/address.ts';
import { emailField, phoneField } from '../../form/contact.ts';
import type { Entries, FieldSpec } from '../../form/field-spec.ts';
import { Fields } from '../../form/fields.tsx';
import { type Form, useForm } from '../../form/use-form.ts';
import { collectedAddress, continuesElsewhere, isDebit, methodName } from '../../methods/method-facts.ts';
import { enteredMethod, enteredOptions, methodFields } from '../../methods/method-fields.ts';
import { countryOf } from '../../texts/countries.ts';
import type { Texts } from '../../texts/texts.ts';
import { focusField } from '../../ui/handles.ts';
import type { Entered } from '../send.ts';
import { type Asks, asksOf, type PaymentOptions } from './options.ts';

/** The fields of a payment method besides a card's own, and their values. */
export interface OtherMethod {
  readonly specs: readonly FieldSpec[];
  readonly form: Form;
  readonly complete: boolean;
  readonly empty: boolean;
  /** Shows validation errors, focuses the first wrong field, and returns its message. */
  validate(): string | undefined;
  entered(method: MethodSpec): Entered;
}

/** The form of a payment method: its billing details and its own fields. */
export function useOtherMethod(
  method: MethodSpec | undefined,
  { texts, options }: { texts: Texts; options: PaymentOptions },
): OtherMethod {
  const form = useForm(() => firstEntries(options, texts.tag));
  const specs = method ? specsOf(method, asksOf(options, method.type), texts, form) : [];
  const value = (id: string) => (specs.some((spec) => spec.id === id) ? (form.entries[id] ?? '') : '');
  const asksAddress = specs.some(({ id }) => id.startsWith('billing-'));
  return {
    specs,
    form,
    complete: specs.every(({ id, problem }) => problem(value(id)) === undefined),
    empty: specs.length > 0 && specs.every(({ id }) => id === 'billing-country' || value(id) === ''),
    validate() {
      const wrong = form.check(specs);
      if (!wrong) return undefined;
      focusField(wrong.id);
      return wrong.problem(value(wrong.id));
    },
    entered: (chosen) => ({
      type: chosen.type,
      own: enteredMethod(chosen, form.entries),
      options: enteredOptions(chosen, form.entries),
      billing: {
        ...(value('name') && { name: value('name').trim() }),
        ...(value('email') && { email: value('email').trim() }),
        ...(value('phone') && { phone: value('phone').trim() }),
        ...(asksAddress && { address: enteredAddress('billing', shownOnly(specs, form.entries)) }),
      },
    }),
  };
}

/** Returns the values that the page passed in `defaultValues`. */
function firstEntries({ defaultValues }: PaymentOptions, tag: string): Entries {
  const { name = '', email = '', phone = '', address = null } = defaultValues?.billingDetails ?? {};
  return { name, email, phone, ...addressEntries('billing', address, { tag, country: countryOf(tag) }) };
}

function shownOnly(specs: readonly FieldSpec[], entries: Entries): Entries {
  return Object.fromEntries(specs.map(({ id }) => [id, entries[id] ?? '']));
}

/** Parts of an address with another name in the page's options. */
const PARTS: Readonly<Record<string, string>> = { postal_code: 'postalCode' };

function specsOf(method: MethodSpec, asks: Asks, texts: Texts, form: Form): FieldSpec[] {
  const address = collectedAddress(method);
  const asksFor = (what: 'email' | 'name' | 'phone') =>
    asks[what] === 'always' || (asks[what] !== 'never' && method.collects.includes(what));
  const asksPart = ({ id }: FieldSpec) => {
    const part = id.slice('billing-'.length);
    return asks.address(PARTS[part] ?? part);
  };
  return [
    ...methodFields(method, texts, { asksName: asksFor('name') }),
    ...(asksFor('email') ? [emailField(texts)] : []),
    ...(asksFor('phone') ? [phoneField(texts)] : []),
    ...(address === 'full' ? addressFields('billing', form.entries, texts, { withName: false }).filter(asksPart) : []),
    ...(address === 'country' ? [countryField('billing', texts)].filter(asksPart) : []),
  ];
}

/** The form of a payment method that is not a card. */
export function OtherMethodForm(props: { method: MethodSpec; entering: OtherMethod; texts: Texts; business: string }) {
  const { method, entering, texts, business } = props;
  const { t } = texts;
  return (
    <>
      <Fields specs={entering.specs} form={entering.form} texts={texts} />
      {/* A method without fields that stays on the page still needs something to show. */}
      {entering.specs.length === 0 && !continuesElsewhere(method) && <p class="Text">{methodName(t, method)}</p>}
      {isDebit(method) && <p class="TermsText">{texts.t('pay.mandate', { business })}</p>}
      {continuesElsewhere(method) && (
        <p class="RedirectText Text">{t('payment.redirect', { name: methodName(t, method) })}</p>
      )}
    </>
  );
}
