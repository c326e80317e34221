import type { PageAddress } from '../../src/shared/payment-page-view.ts';
import { countries, countryOf } from '../texts/countries.ts';
import type { Texts } from '../texts/texts.ts';
import { AUTOCOMPLETE, partsOf } from './address-parts.ts';
import { type Entries, type FieldSpec, filled, isGood } from './field-spec.ts';
import { hasPostalCodes, isWholePostal } from './postal.ts';

/** What an address on the page is for: the beginning of its fields' ids, and what browsers are told. */
export type AddressUse = 'billing' | 'shipping';

/** The longest line of an address that the API takes. */
const LONGEST_LINE = 500;

/** The country and the lines of an address as its country writes it, with the name of who lives there or without. */
export function addressFields(
  use: AddressUse,
  entries: Entries,
  texts: Texts,
  { withName, allowed }: { withName: boolean; allowed?: readonly string[] },
): FieldSpec[] {
  const country = entries[`${use}-country`] ?? '';
  const { t } = texts;
  const lines = partsOf(country, false).filter((part) => withName || part !== 'name');
  const fields = lines.map(
    (part): FieldSpec => ({
      id: `${use}-${part}`,
      label: t(`address.${part}`),
      kind: 'text',
      autoComplete: `${use} ${AUTOCOMPLETE[part]}`,
      longest: LONGEST_LINE,
      half: part === 'city' || part === 'state' || part === 'postal_code',
      problem: part === 'line2' ? isGood : part === 'postal_code' ? postal(country, texts) : filled(texts),
    }),
  );
  const choice = countryField(use, texts, allowed);
  return withName ? [...fields.slice(0, 1), choice, ...fields.slice(1)] : [choice, ...fields];
}

/** The country alone. */
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

/** What is in the fields of an address to begin with: an address that is known, or the likely country. */
export function addressEntries(
  use: AddressUse,
  known: Partial<PageAddress> | null,
  { tag, country, allowed }: { tag: string; country: string; allowed?: readonly string[] },
): Entries {
  const likely = [known?.country, regionOf(tag), country].find((code) => code && (!allowed || allowed.includes(code)));
  const text = (part: keyof PageAddress) => known?.[part] ?? '';
  return {
    [`${use}-country`]: likely ?? countries(tag, allowed)[0]?.code ?? country,
    [`${use}-line1`]: text('line1'),
    [`${use}-line2`]: text('line2'),
    [`${use}-city`]: text('city'),
    [`${use}-state`]: text('state'),
    [`${use}-postal_code`]: text('postal_code'),
  };
}

/** The country that a language tag names; undefined when it names none, as `en`. */
function regionOf(tag: string): string | undefined {
  return new Intl.Locale(tag).region === undefined ? undefined : countryOf(tag);
}

/** What was entered, as the API takes it; parts that the country does not have are left out. */
export function enteredAddress(use: AddressUse, entries: Entries): Partial<PageAddress> {
  const country = entries[`${use}-country`] ?? '';
  const parts = partsOf(country, false).filter((part) => part !== 'name' && part !== 'phone');
  const lines = parts.flatMap((part) => {
    const value = entries[`${use}-${part}`]?.trim() ?? '';
    return value === '' ? [] : [[part, value] as const];
  });
  return { ...Object.fromEntries(lines), country };
}

/** Countries whose banks check the postal code, so that it is asked for where the rest is not. */
export function asksPostal(country: string): boolean {
  return ['US', 'CA', 'GB'].includes(country) && hasPostalCodes(country);
}
