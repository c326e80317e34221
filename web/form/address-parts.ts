import { hasPostalCodes } from './postal.ts';

/** A line of an address, including name and phone number. */
export type Part = 'name' | 'line1' | 'line2' | 'city' | 'state' | 'postal_code' | 'phone';

/** Values of the `autocomplete` attribute. */
export const AUTOCOMPLETE: Readonly<Record<Part, string>> = {
  name: 'name',
  line1: 'address-line1',
  line2: 'address-line2',
  city: 'address-level2',
  state: 'address-level1',
  postal_code: 'postal-code',
  phone: 'tel',
};

/** Countries whose addresses have a state or province. */
const WITH_STATES = new Set(['US', 'CA', 'AU', 'BR', 'IN', 'MX', 'JP', 'KR', 'IE', 'IT', 'ES', 'MY', 'TH', 'CN']);

/** Returns the parts of a country's addresses, in order. */
export function partsOf(country: string, withPhone: boolean): Part[] {
  return [
    'name',
    'line1',
    'line2',
    'city',
    ...(WITH_STATES.has(country) ? (['state'] as const) : []),
    ...(hasPostalCodes(country) ? (['postal_code'] as const) : []),
    ...(withPhone ? (['phone'] as const) : []),
  ];
}
