import { PROVINCES_BY_POSTAL_CODE } from './canada.ts';
import { stateOfPostalCode } from './united-states.ts';

/** The place that taxes a sale. `state` is set in the United States and Canada. */
export interface Place {
  readonly country: string;
  readonly state: string | null;
}

/** The parts of an address that decide its taxes. */
interface Located {
  readonly country?: string | null | undefined;
  readonly postal_code?: string | null | undefined;
  readonly state?: string | null | undefined;
}

/**
 * Returns the place of an address; null if it is not enough to know its taxes. In the United States the postal code
 * decides, in Canada the province, elsewhere the country: https://docs.stripe.com/tax/customer-locations
 */
export function locate({ country, postal_code: code, state }: Located): Place | null {
  if (!country || !/^[A-Z]{2}$/.test(country)) return null;
  if (country === 'US') {
    const found = stateOfPostalCode(code ?? '');
    return found === undefined ? null : { country, state: found };
  }
  if (country === 'CA') {
    const province = stateCode(state) ?? PROVINCES_BY_POSTAL_CODE[(code ?? '').charAt(0).toUpperCase()];
    return province === undefined ? null : { country, state: province };
  }
  return { country, state: state ?? null };
}

/** The code of a state or province, also from the newer standard's form (for example, `US-TX`). */
function stateCode(state: string | null | undefined): string | undefined {
  return /^(?:[A-Z]{2}-)?([A-Z]{2})$/.exec((state ?? '').toUpperCase())?.[1];
}
