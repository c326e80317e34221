import type { OnboardingTexts } from '../../shared/texts/en/onboarding.ts';

/** The control that a field is entered with. */
export type Control =
  | 'text'
  | 'email'
  | 'tel'
  | 'url'
  | 'digits'
  | 'month'
  | 'country'
  | 'own country'
  | 'region'
  | 'industry'
  | 'longer text'
  | 'check'
  | 'code'
  | 'business type';

/** A field of the form: its name on Stripe's own page, and the parameter that it fills. */
export interface Field {
  /** Its `id` and `name`. People's onboarding scripts look for these. */
  readonly name: string;
  /** Its label; null for rare fields, which are labelled by their parameter. */
  readonly label: keyof OnboardingTexts['fields'] | null;
  /** The parameter below the person or the account, with dots: `address.line1`. */
  readonly param: string;
  /** The requirement that it answers, where its name is not that of the parameter. */
  readonly requirement?: string;
  readonly control: Control;
  readonly autocomplete?: string;
  /** The value that a test can use, where it is the same in every country. */
  readonly test?: string;
  /** Set for fields that belong to a page but are never required. */
  readonly isOptional?: true;
}

function field(
  name: string,
  label: keyof OnboardingTexts['fields'],
  param: string,
  rest: Partial<Omit<Field, 'name' | 'label' | 'param'>> = {},
): Field {
  return { name, label, param, control: 'text', ...rest };
}

/** Fields about a person, by the names that Stripe's own form has. */
export const PERSON_FIELDS: readonly Field[] = [
  field('first_name', 'first_name', 'first_name', { autocomplete: 'given-name', test: 'Jenny' }),
  field('last_name', 'last_name', 'last_name', { autocomplete: 'family-name', test: 'Rosen' }),
  field('full_name_aliases', 'full_name_aliases', 'full_name_aliases', { test: 'Jen Rosen' }),
  field('email', 'email', 'email', { control: 'email', autocomplete: 'email', test: 'jenny.rosen@example.com' }),
  field('relationship[title]', 'title', 'relationship.title', { autocomplete: 'organization-title', test: 'CEO' }),
  field('relationship.owner', 'owner', 'relationship.owner', { control: 'check', isOptional: true }),
  field('relationship.executive', 'executive', 'relationship.executive', { control: 'check' }),
  field('dob-month', 'month', 'dob.month', { control: 'month', test: '1' }),
  field('dob-day', 'day', 'dob.day', { control: 'digits', test: '1' }),
  field('dob-year', 'year', 'dob.year', { control: 'digits', test: '1901' }),
  field('address', 'line1', 'address.line1', { autocomplete: 'address-line1', test: 'address_full_match' }),
  field('address-line2', 'line2', 'address.line2', { autocomplete: 'address-line2', isOptional: true }),
  field('locality', 'city', 'address.city', { autocomplete: 'address-level2' }),
  field('subregion', 'state', 'address.state', { control: 'region', autocomplete: 'address-level1' }),
  field('zip', 'postal_code', 'address.postal_code', { autocomplete: 'postal-code' }),
  field('phone', 'phone', 'phone', { control: 'tel', autocomplete: 'tel', test: '0000000000' }),
  field('nationality', 'nationality', 'nationality', { control: 'country' }),
  field('ssn_last_4', 'ssn_last_4', 'ssn_last_4', { control: 'digits', test: '0000' }),
  field('id_number', 'id_number', 'id_number', { test: '000000000' }),
];

/** Fields about a company. */
export const COMPANY_FIELDS: readonly Field[] = [
  field('company[name]', 'name', 'name', { autocomplete: 'organization', test: 'Rosen Shirts' }),
  field('company[tax_id]', 'tax_id', 'tax_id', { test: '000000000' }),
  field('company[vat_id]', 'vat_id', 'vat_id', { requirement: 'business_vat_id_number', test: '000000000' }),
  field('company[phone]', 'phone', 'phone', { control: 'tel', autocomplete: 'tel', test: '0000000000' }),
  field('company[address][line1]', 'line1', 'address.line1', {
    autocomplete: 'address-line1',
    test: 'address_full_match',
  }),
  field('company[address][line2]', 'line2', 'address.line2', { autocomplete: 'address-line2', isOptional: true }),
  field('company[address][city]', 'city', 'address.city', { autocomplete: 'address-level2' }),
  field('company[address][state]', 'state', 'address.state', { control: 'region', autocomplete: 'address-level1' }),
  field('company[address][postal_code]', 'postal_code', 'address.postal_code', { autocomplete: 'postal-code' }),
];

/** Fields about what an account sells. */
export const PROFILE_FIELDS: readonly Field[] = [
  field('business_profile[mcc]', 'mcc', 'business_profile.mcc', { control: 'industry', test: '5734' }),
  field('business_profile[url]', 'url', 'business_profile.url', {
    control: 'url',
    autocomplete: 'url',
    test: 'https://accessible.stripe.com',
  }),
  field('business_profile[product_description]', 'product_description', 'business_profile.product_description', {
    control: 'longer text',
    test: 'Shirts made to order',
  }),
  field('business_profile[support_phone]', 'support_phone', 'business_profile.support_phone', {
    control: 'tel',
    autocomplete: 'tel',
    test: '0000000000',
  }),
];

/** The fields with which an owner signs in. */
export const PHONE_FIELD = field('phone_number', 'phone_number', 'phone', {
  control: 'tel',
  autocomplete: 'tel',
  test: '0000000000',
});
export const EMAIL_FIELD = field('email', 'email', 'email', {
  control: 'email',
  autocomplete: 'email',
  test: 'jenny.rosen@example.com',
});
export const CODE_FIELD = field('code', 'code', 'code', {
  control: 'code',
  autocomplete: 'one-time-code',
  test: '000-000',
});

export const BUSINESS_FIELDS: readonly Field[] = [
  // The platform decides the country when it creates the account.
  field('country', 'country', 'country', { control: 'own country' }),
  field('business_type', 'business_type', 'business_type', { control: 'business type', test: 'individual' }),
];

/** Returns the field for a requirement that has none of its own: people can always provide what is asked for. */
export function plainField(param: string): Field {
  return { name: param, label: null, param, control: 'text', test: 'Test' };
}
