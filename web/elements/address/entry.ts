import type { StripeAddressElementChangeEvent } from '@stripe/stripe-js';
import { stateCode } from '../../../src/shared/states.ts';
import { type Part, partsOf } from '../../form/address-parts.ts';
import { isWholePostal } from '../../form/postal.ts';
import { countryOf } from '../../texts/countries.ts';

/** The options of the `address` element. */
export interface AddressOptions {
  readonly mode?: 'shipping' | 'billing';
  readonly allowedCountries?: readonly string[] | null;
  readonly defaultValues?: {
    readonly name?: string | null;
    readonly firstName?: string | null;
    readonly lastName?: string | null;
    readonly phone?: string | null;
    readonly address?: Partial<Record<string, string | null>>;
  };
  readonly fields?: { readonly phone?: 'always' | 'never' | 'auto'; readonly name?: 'never' | 'auto' };
  readonly validation?: { readonly phone?: { readonly required?: 'always' | 'auto' | 'never' } };
  readonly display?: { readonly name?: 'full' | 'split' | 'organization' };
}

/** The fields of an address element: the parts of an address, the country, and a name in one or two parts. */
export type AddressField = Part | 'country' | 'firstName' | 'lastName';

type AddressEntry = Readonly<Record<AddressField, string>>;

/** Returns the fields of an address, in order. */
export function fieldsOf({ country }: AddressEntry, { fields, display }: AddressOptions): AddressField[] {
  const names: AddressField[] = display?.name === 'split' ? ['firstName', 'lastName'] : ['name'];
  const lines = partsOf(country, fields?.phone === 'always').filter((part) => part !== 'name');
  return [...(fields?.name === 'never' ? [] : names), 'country', ...lines];
}

/** True if a field has a valid value. */
export function isGood(field: AddressField, entry: AddressEntry, { validation }: AddressOptions): boolean {
  const value = entry[field].trim();
  if (field === 'line2') return true;
  if (field === 'phone') return value !== '' || validation?.phone?.required === 'never';
  if (field === 'postal_code') return isWholePostal(value, entry.country);
  if (field === 'state') return stateCode(entry.country, value) !== '';
  return value !== '';
}

/** Returns the initial values; `tag` gives the likely country. */
export function initialEntry({ defaultValues, allowedCountries }: AddressOptions, tag: string): AddressEntry {
  const address = defaultValues?.address ?? {};
  const likely = countryOf(tag);
  const fallback = allowedCountries && !allowedCountries.includes(likely) ? (allowedCountries[0] ?? likely) : likely;
  const country = address.country ?? fallback;
  return {
    name: defaultValues?.name ?? '',
    firstName: defaultValues?.firstName ?? '',
    lastName: defaultValues?.lastName ?? '',
    line1: address.line1 ?? '',
    line2: address.line2 ?? '',
    city: address.city ?? '',
    state: stateCode(country, address.state ?? ''),
    postal_code: address.postal_code ?? '',
    phone: defaultValues?.phone ?? '',
    country,
  };
}

/** Returns the entered values in the format of the `change` event and the API. */
export function enteredOf(
  entry: AddressEntry,
  fields: readonly AddressField[],
): StripeAddressElementChangeEvent['value'] {
  const text = (field: AddressField) => (fields.includes(field) ? entry[field].trim() : '');
  const split = fields.includes('firstName');
  return {
    name: split ? `${text('firstName')} ${text('lastName')}`.trim() : text('name'),
    ...(split && { firstName: text('firstName'), lastName: text('lastName') }),
    address: {
      line1: text('line1'),
      line2: text('line2') || null,
      city: text('city'),
      state: text('state'),
      postal_code: text('postal_code'),
      country: entry.country,
    },
    ...(fields.includes('phone') && { phone: text('phone') }),
  };
}
