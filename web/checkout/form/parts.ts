import type { PaymentPage } from '../../../src/shared/payment-page-view.ts';
import { addressFields, countryField } from '../../form/address.ts';
import { emailField, phoneField } from '../../form/contact.ts';
import { type Entries, type FieldSpec, filled, isGood } from '../../form/field-spec.ts';
import { collectedAddress } from '../../methods/method-facts.ts';
import { methodFields } from '../../methods/method-fields.ts';
import type { Texts } from '../../texts/texts.ts';
import type { Choice } from '../pay/choice.ts';
import { customField } from './custom-fields.ts';
import type { TaxIdPart } from './tax-id.ts';

/** All fields of a page by section, in order. */
export interface Parts {
  readonly contact: readonly FieldSpec[];
  readonly shipping: readonly FieldSpec[];
  /** The fields of the selected payment method. */
  readonly own: readonly FieldSpec[];
  readonly billing: readonly FieldSpec[];
  readonly custom: readonly FieldSpec[];
  readonly consent: readonly FieldSpec[];
  /** The fields of a business; they depend on its country. */
  readonly taxId: TaxIdPart;
  /** True if the card's form has a country of its own. */
  readonly cardAsksCountry: boolean;
  /** True if the customer may reuse the shipping address for billing. */
  readonly offersSameAddress: boolean;
}

const LONGEST_NAME = 150;

/** Returns all fields but those of a business, which depend on the country entered in the others. */
export function partsOfForm(page: PaymentPage, entries: Entries, choice: Choice, texts: Texts): Omit<Parts, 'taxId'> {
  const { shipping_address_collection: shipping } = page;
  const type = page.needs_payment_method && choice.saved === undefined ? choice.type : undefined;
  const method = page.payment_method_specs.find((spec) => spec.type === type);
  const address = method && collectedAddress(method);
  const isWhole = page.billing_address_collection === 'required' || address === 'full';
  const asksAddress = type !== undefined && (type === 'card' || isWhole || address === 'country');
  const offersSameAddress = asksAddress && shipping !== null;
  const isSame = offersSameAddress && entries.same === 'yes';
  const asksName =
    type === 'card' ||
    method?.collects.includes('name') ||
    (type !== undefined && page.billing_address_collection === 'required');
  return {
    contact: contactFields(page, entries, texts, { asksPhone: method?.collects.includes('phone') ?? false }),
    shipping: shipping
      ? addressFields('shipping', entries, texts, { withName: true, allowed: shipping.allowed_countries })
      : [],
    own: method ? methodFields(method, texts, { asksName }) : [],
    billing: asksAddress && !isSame ? billingFields() : [],
    custom: page.custom_fields.map((field) => customField(field, texts)),
    consent: page.consent_collection.terms_of_service ? [termsField(texts)] : [],
    cardAsksCountry: !isWhole && !isSame,
    offersSameAddress,
  };

  function billingFields(): FieldSpec[] {
    if (isWhole) return addressFields('billing', entries, texts, { withName: false });
    // A card's own form has the country.
    return type === 'card' ? [] : [countryField('billing', texts)];
  }
}

/** Returns all fields in order. */
export function allFields(parts: Parts): FieldSpec[] {
  const { contact, shipping, own, billing, taxId, custom, consent } = parts;
  return [...contact, ...shipping, ...own, ...billing, ...taxId.fields, ...custom, ...consent];
}

function contactFields(
  page: PaymentPage,
  entries: Entries,
  texts: Texts,
  { asksPhone }: { asksPhone: boolean },
): FieldSpec[] {
  return [
    ...(page.email.editable ? [{ ...emailField(texts), placeholder: texts.t('email.placeholder') }] : []),
    ...(page.phone.required || asksPhone ? [phoneField(texts)] : []),
    ...nameFields(page, entries, texts),
  ];
}

/** Returns the name fields besides the one of the payment method. */
function nameFields({ name_collection: asked }: PaymentPage, entries: Entries, texts: Texts): FieldSpec[] {
  const autoComplete = { business: 'organization', individual: 'name' } as const;
  return (['individual', 'business'] as const).flatMap((who): FieldSpec[] => {
    const wanted = asked[who];
    if (!wanted) return [];
    const label = texts.t(`contact.${who}`);
    // A tax ID requires the name of its business.
    const optional = wanted.optional && !(who === 'business' && entries.business === 'yes');
    return [
      {
        id: `${who}_name`,
        label: optional ? texts.t('custom.optional', { label }) : label,
        kind: 'text',
        autoComplete: autoComplete[who],
        longest: LONGEST_NAME,
        problem: optional ? isGood : filled(texts),
      },
    ];
  });
}

function termsField({ t }: Texts): FieldSpec {
  const problem = (value: string) => (value === 'yes' ? undefined : t('problem.terms'));
  return { id: 'terms', label: '', kind: 'text', problem };
}
