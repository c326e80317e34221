import type { PageAddress } from '../../src/shared/payment-page-view.ts';
import { stateCode, statesOf } from '../../src/shared/states.ts';
import { countries, countryOf } from '../texts/countries.ts';
import type { Texts } from '../texts/texts.ts';
import { AUTOCOMPLETE, type Part, partsOf } from './address-parts.ts';
import { type Entries, type FieldSpec, filled, isGood } from './field-spec.ts';
import { hasPostalCodes, isWholePostal } from './postal.ts';

/** The purpose of an address: the prefix of its fields' ids and of their `autocomplete` attribute. */
type AddressUse = 'billing' | 'shipping';

/** The API's limit for a line of an address. */
const LONGEST_LINE = 500;

/** Returns the fields of an address: country and lines in the country's order. */
export function addressFields(
  use: AddressUse,
  entries: Entries,
  texts: Texts,
  { withName, allowed }: { withName: boolean; allowed?: readonly string[] },
): FieldSpec[] {
  const country = entries[`${use}-country`] ?? '';
  const { t } = texts;
  const states = statesOf(country)?.map(({ code, name }) => ({ label: name, value: code }));
  const lines = partsOf(country, false).filter((part) => withName || part !== 'name');
  const fields = lines.map(
    (part): FieldSpec => ({
      id: `${use}-${part}`,
      label: t(`address.${part}`),
      kind: part === 'state' && states ? 'select' : 'text',
      ...(part === 'state' && states && { options: states }),
      autoComplete: `${use} ${AUTOCOMPLETE[part]}`,
      longest: LONGEST_LINE,
      half: part === 'city' || part === 'state' || part === 'postal_code',
      problem: problemOf(part, country, texts),
    }),
  );
  const choice = countryField(use, texts, allowed);
  return withName ? [...fields.slice(0, 1), choice, ...fields.slice(1)] : [choice, ...fields];
}

function problemOf(part: Part, country: string, texts: Texts): FieldSpec['problem'] {
  if (part === 'line2') return isGood;
  if (part === 'postal_code') return postal(country, texts);
  // A state that was entered for the country before is none of this one.
  return (value) => filled(texts)(part === 'state' ? stateCode(country, value) : value);
}

/** Returns the field of the country alone. */
export function countryField(use: AddressUse, texts: Texts, allowed?: readonly string[]): FieldSpec {
  return {
    id: `${use}-country`,
    label: texts.t('address.country'),
    kind: 'country',
    autoComplete: `${use} country`,
    ...(allowed && { allowed }),
    problem: filled(texts),
  };
}

function postal(country: string, texts: Texts): FieldSpec['problem'] {
  return (value) => {
    if (value.trim() === '') return texts.t('problem.missing');
    return isWholePostal(value.trim(), country) ? undefined : texts.t('problem.postal');
  };
}

/** Returns an address's initial values: the given address, or only the likely country. */
export function addressEntries(
  use: AddressUse,
  known: Partial<PageAddress> | null,
  { tag, country, allowed }: { tag: string; country: string; allowed?: readonly string[] },
): Entries {
  const likely = [known?.country, regionOf(tag), country].find((code) => code && (!allowed || allowed.includes(code)));
  const text = (part: keyof PageAddress) => known?.[part] ?? '';
  const chosen = likely ?? countries(tag, allowed)[0]?.code ?? country;
  return {
    [`${use}-country`]: chosen,
    [`${use}-line1`]: text('line1'),
    [`${use}-line2`]: text('line2'),
    [`${use}-city`]: text('city'),
    [`${use}-state`]: stateCode(chosen, text('state')),
    [`${use}-postal_code`]: text('postal_code'),
  };
}

/** Returns the region of a language tag, or undefined if it has none (for example, `en`). */
function regionOf(tag: string): string | undefined {
  return new Intl.Locale(tag).region === undefined ? undefined : countryOf(tag);
}

/** Returns the entered address for the API, without parts that the country does not have. */
export function enteredAddress(use: AddressUse, entries: Entries): Partial<PageAddress> {
  const country = entries[`${use}-country`] ?? '';
  const parts = partsOf(country, false).filter((part) => part !== 'name' && part !== 'phone');
  const lines = parts.flatMap((part) => {
    const value = entries[`${use}-${part}`]?.trim() ?? '';
    return value === '' ? [] : [[part, value] as const];
  });
  return { ...Object.fromEntries(lines), country };
}

/** True for countries whose banks check the postal code, which is collected there even without the other lines. */
export function asksPostal(country: string): boolean {
  return ['US', 'CA', 'GB'].includes(country) && hasPostalCodes(country);
}
