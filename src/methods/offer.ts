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

/** Cached orders: at most one per currency and merchant country. */
const known = new Map<string, readonly string[]>();

/** Returns the types that support a currency, in display order for a merchant's country. */
export function typesInOrder(currency: string, merchantCountry: string): readonly string[] {
  const name = `${currency} ${merchantCountry}`;
  const before = known.get(name);
  if (before) return before;
  const types = inOrder(typesFor(currency), merchantCountry);
  known.set(name, types);
  return types;
}
