import { STATES } from '../../shared/states.ts';

/** The English names of places, as tax breakdowns show them. */
let countryNames: Intl.DisplayNames | undefined;

function countryName(country: string): string {
  // Loading the names takes 20 ms and 6 MB, and most processes never show one.
  countryNames ??= new Intl.DisplayNames(['en'], { type: 'region' });
  return countryNames.of(country) ?? country;
}

/** Returns the name of the place that levies a tax: a state, or a country. */
export function jurisdictionName(country: string, state: string | null): string {
  return (state && STATES[country]?.[state]) || countryName(country);
}
