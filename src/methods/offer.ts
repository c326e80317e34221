import type { Switches } from '../payment-methods/configurations/type.ts';
import { METHODS, methodOf, typesFor } from './registry.ts';

/** Whether a merchant offers a type where they do not name the types themselves. */
export function isOffered(type: string, switches: Switches = {}): boolean {
  return switches[type] ?? methodOf(type).onByDefault;
}

/**
 * Types in the order in which payers see them: cards, which nearly everybody has, then what is at home where the
 * merchant is, then what fewer countries have. Ties stay as they were in `METHODS`.
 */
export function inOrder(types: readonly string[], merchantCountry: string): string[] {
  const place = new Map(METHODS.map(({ type }, index) => [type, index]));
  const rank = (type: string): readonly [number, number, number] => {
    const { countries } = methodOf(type);
    const everywhere = countries === 'all';
    const isHome = !everywhere && countries.includes(merchantCountry);
    const group = type === METHODS[0]?.type ? 0 : isHome ? 1 : everywhere ? 3 : 2;
    return [group, everywhere ? 0 : countries.length, place.get(type) ?? 0];
  };
  return [...types].sort((a, b) => {
    const [x, y] = [rank(a), rank(b)];
    return x[0] - y[0] || x[1] - y[1] || x[2] - y[2];
  });
}

/** What was put in order before: there are as many as currencies times countries that merchants have. */
const known = new Map<string, readonly string[]>();

/** The types that can pay in a currency, in the order in which payers of a merchant in a country see them. */
export function typesInOrder(currency: string, merchantCountry: string): readonly string[] {
  const name = `${currency} ${merchantCountry}`;
  const before = known.get(name);
  if (before) return before;
  const types = inOrder(typesFor(currency), merchantCountry);
  known.set(name, types);
  return types;
}
