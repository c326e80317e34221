import type { PaymentPage } from '../../../src/shared/payment-page-view.ts';
import { addressFields, countryField } from '../../form/address.ts';
import { type Entries, type FieldSpec, filled, isGood, shaped } from '../../form/field-spec.ts';
import { methodFields } from '../../methods/method-fields.ts';
import { needsOf } from '../../methods/method-table.ts';
import type { Words } from '../../words/words.ts';
import type { Choice } from '../pay/choice.ts';
import { customField } from './custom-fields.ts';
import type { TaxIdPart } from './tax-id.ts';

/** Everything that a page asks its payer for, part by part, in the order it stands there. */
export interface Parts {
  readonly contact: readonly FieldSpec[];
  readonly shipping: readonly FieldSpec[];
  /** The fields of the chosen payment method. */
  readonly own: readonly FieldSpec[];
  readonly billing: readonly FieldSpec[];
  readonly custom: readonly FieldSpec[];
  readonly consent: readonly FieldSpec[];
  /** What a business is asked for, once it is known where it is. */
  readonly taxId: TaxIdPart;
  /** Whether the form of a card asks for its country: where nothing else tells it. */
  readonly cardAsksCountry: boolean;
  /** Whether the payer is asked if parcels and bills go to one address. */
  readonly offersSameAddress: boolean;
}

/** One address as the API takes it: something, an at sign, a host with a dot. */
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/;
const PHONE = /^\+?[\d\s()./-]{6,20}$/;
const LONGEST_EMAIL = 512;
const LONGEST_NAME = 150;

/** All but the part of a business, which needs to know what the others tell. */
export function partsOfForm(page: PaymentPage, entries: Entries, choice: Choice, words: Words): Omit<Parts, 'taxId'> {
  const { shipping_address_collection: shipping } = page;
  const type = page.needs_payment_method && choice.saved === undefined ? choice.type : undefined;
  const needs = needsOf(type ?? '');
  const isWhole = page.billing_address_collection === 'required' || needs.address === 'full';
  const asksAddress = type !== undefined && (type === 'card' || isWhole || needs.address === 'country');
  const offersSameAddress = asksAddress && shipping !== null;
  const isSame = offersSameAddress && entries.same === 'yes';
  const asksName =
    type === 'card' || needs.name === true || (type !== undefined && page.billing_address_collection === 'required');
  return {
    contact: contactFields(page, entries, words),
    shipping: shipping
      ? addressFields('shipping', entries, words, { withName: true, allowed: shipping.allowed_countries })
      : [],
    own: type === undefined ? [] : methodFields(type, words, { asksName }),
    billing: asksAddress && !isSame ? billingFields() : [],
    custom: page.custom_fields.map((field) => customField(field, words)),
    consent: page.consent_collection.terms_of_service ? [termsField(words)] : [],
    cardAsksCountry: !isWhole && !isSame,
    offersSameAddress,
  };

  function billingFields(): FieldSpec[] {
    if (isWhole) return addressFields('billing', entries, words, { withName: false });
    // The country of a card stands in the card's own form.
    return type === 'card' ? [] : [countryField('billing', words)];
  }
}

/** All fields of a form, in the order the payer comes to them. */
export function allFields(parts: Parts): FieldSpec[] {
  const { contact, shipping, own, billing, taxId, custom, consent } = parts;
  return [...contact, ...shipping, ...own, ...billing, ...taxId.fields, ...custom, ...consent];
}

function contactFields(page: PaymentPage, entries: Entries, words: Words): FieldSpec[] {
  const email: FieldSpec = {
    id: 'email',
    label: words.t('contact.email'),
    kind: 'email',
    autoComplete: 'email',
    placeholder: words.language.t('email.placeholder'),
    longest: LONGEST_EMAIL,
    problem: shaped(words, { whole: EMAIL, required: true, message: 'problem.email' }),
  };
  const phone: FieldSpec = {
    id: 'phone',
    label: words.t('contact.phone'),
    kind: 'tel',
    autoComplete: 'tel',
    longest: 20,
    problem: shaped(words, { whole: PHONE, required: true, message: 'problem.phone' }),
  };
  return [
    ...(page.email.editable ? [email] : []),
    ...(page.phone.required ? [phone] : []),
    ...nameFields(page, entries, words),
  ];
}

/** The names that are asked for besides the card's. */
function nameFields({ name_collection: asked }: PaymentPage, entries: Entries, words: Words): FieldSpec[] {
  const autoComplete = { business: 'organization', individual: 'name' } as const;
  return (['individual', 'business'] as const).flatMap((who): FieldSpec[] => {
    const wanted = asked[who];
    if (!wanted) return [];
    const label = words.t(`contact.${who}`);
    // A tax ID goes with the name of its business.
    const optional = wanted.optional && !(who === 'business' && entries.business === 'yes');
    return [
      {
        id: `${who}_name`,
        label: optional ? words.t('custom.optional', { label }) : label,
        kind: 'text',
        autoComplete: autoComplete[who],
        longest: LONGEST_NAME,
        problem: optional ? isGood : filled(words),
      },
    ];
  });
}

function termsField({ t }: Words): FieldSpec {
  const problem = (value: string) => (value === 'yes' ? undefined : t('problem.terms'));
  return { id: 'terms', label: '', kind: 'text', problem };
}
