/** Countries with a fixed format of postal codes; elsewhere any code is accepted. */
const FORMS: Readonly<
  Record<string, { readonly whole: RegExp; readonly longest: number; readonly numeric?: boolean }>
> = {
  US: { whole: /^\d{5}$/, longest: 5, numeric: true },
  CA: { whole: /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/i, longest: 7 },
  GB: { whole: /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i, longest: 8 },
  FR: { whole: /^\d{5}$/, longest: 5, numeric: true },
  DE: { whole: /^\d{5}$/, longest: 5, numeric: true },
  DK: { whole: /^\d{4}$/, longest: 4, numeric: true },
  FI: { whole: /^\d{5}$/, longest: 5, numeric: true },
  KR: { whole: /^\d{5}$/, longest: 5, numeric: true },
};
const LONGEST = 12;

/** Countries that have no postal codes (Universal Postal Union). */
const WITHOUT = new Set(
  'AE AG AN AO AW BF BI BJ BO BS BW BZ CD CF CG CI CK CM DJ DM ER FJ GD GH GM GN GQ GY HK IE JM KE KI KM KN KP LC ML MO MR MS MU MW NR NU PA QA RW SB SC SL SR ST SY TF TG TK TL TO TT TV TZ UG VU YE ZA ZW'.split(
    ' ',
  ),
);

export function hasPostalCodes(country: string): boolean {
  return !WITHOUT.has(country);
}

export function isNumericPostal(country: string): boolean {
  return FORMS[country]?.numeric ?? false;
}

export function cleanPostal(text: string, country: string): string {
  const form = FORMS[country];
  const kept = form?.numeric ? text.replace(/\D/g, '') : text.replace(/[^\p{L}\d -]/gu, '').trimStart();
  return kept.slice(0, form?.longest ?? LONGEST);
}

export function isWholePostal(code: string, country: string): boolean {
  return FORMS[country]?.whole.test(code) ?? code.trim() !== '';
}
