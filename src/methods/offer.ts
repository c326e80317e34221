import type { Switches } from '../payment-methods/configurations/type.ts';
import { methodOf, typesFor } from './registry.ts';

/** True if a merchant offers a type by default. */
export function isOffered(type: string, switches: Switches = {}): boolean {
  return switches[type] ?? methodOf(type).onByDefault;
}

/**
 * Sorts types for display: cards first, then those of the merchant's country, then by how few countries have them, then
 * by rank.
 */
export function inOrder(types: readonly string[], merchantCountry: string): string[] {
  const place = (type: string): readonly [number, number, number] => {
    const { countries, rank } = methodOf(type);
    const everywhere = countries === 'all';
    const isHome = !everywhere && countries.includes(merchantCountry);
    const group = rank === 0 ? 0 : isHome ? 1 : everywhere ? 3 : 2;
    return [group, everywhere ? 0 : countries.length, rank];
  };
  return [...types].sort((a, b) => {
    const [x, y] = [place(a), place(b)];
    return x[0] - y[0] || x[1] - y[1] || x[2] - y[2];
  });
}

/** The types that support a currency, in display order, and the amounts that each accepts, in its smallest unit. */
interface Offers {
  readonly types: readonly string[];
  readonly least: readonly number[];
  readonly most: readonly number[];
}

/** Cached: at most one per currency and merchant country. */
const known = new Map<string, Offers>();

/** Returns the types that support a currency and accept an amount of it, in display order for a merchant's country. */
export function typesTaking(amount: number, currency: string, merchantCountry: string): string[] {
  const name = `${currency} ${merchantCountry}`;
  const offers = known.get(name) ?? offersIn(currency, merchantCountry);
  known.set(name, offers);
  const { types, least, most } = offers;
  return types.filter((_, n) => amount >= (least[n] ?? amount) && amount <= (most[n] ?? amount));
}

function offersIn(currency: string, merchantCountry: string): Offers {
  const types = inOrder(typesFor(currency), merchantCountry);
  const limits = types.map((type) => methodOf(type).amounts[currency]);
  return {
    types,
    least: limits.map((limit) => limit?.min ?? Number.NEGATIVE_INFINITY),
    most: limits.map((limit) => limit?.max ?? Number.POSITIVE_INFINITY),
  };
}
