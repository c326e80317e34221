import { hasPostalCodes } from './postal.ts';

/** One line of an address, or of who lives there. */
export type Part = 'name' | 'line1' | 'line2' | 'city' | 'state' | 'postal_code' | 'phone';

/** What browsers fill in. */
export const AUTOCOMPLETE: Readonly<Record<Part, string>> = {
  name: 'name',
  line1: 'address-line1',
  line2: 'address-line2',
  city: 'address-level2',
  state: 'address-level1',
  postal_code: 'postal-code',
  phone: 'tel',
};

/** Countries whose addresses name a state or province. */
const WITH_STATES = new Set(['US', 'CA', 'AU', 'BR', 'IN', 'MX', 'JP', 'KR', 'IE', 'IT', 'ES', 'MY', 'TH', 'CN']);

/** The parts of an address as its country writes it. */
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
