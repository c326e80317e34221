import { StripeError } from './errors.ts';

/**
 * A part of an operation that Florin does not have: a parameter (`transfer_data`), one inside a hash
 * (`evidence[appeal]`), or a value (`mode=subscription`), also as an item of a list. `param` is the name that the error gives, where that is not
 * the part itself.
 */
export type NotYet = string | { readonly given: string; readonly param: string };

/** The error for a part that Florin does not have: 501, nothing is done. `param` names it in bracket notation. */
export function notYet(param: string): StripeError {
  return new StripeError(501, {
    type: 'api_error',
    message: `Florin does not support the parameter '${param}' of this call yet. Nothing was done. Leave it out, or see README.md for supported parameters.`,
    param,
  });
}

/** Throws for the first unsupported part of a request. A part that is only switched off in it (see `OFF`) is ignored. */
export function refuseNotYet(params: object, refused: readonly NotYet[]): void {
  if (refused.length === 0) return;
  const byName = partsOf(refused);
  for (const name of Object.keys(params)) {
    for (const { part, param } of byName.get(name) ?? []) if (isGiven(params, part)) throw notYet(param);
  }
}

/** A part as the names on the way to it, and its value if it has one: `a[b]=c` is `{ path: ['a', 'b'], value: 'c' }`. */
export interface Part {
  readonly path: readonly string[];
  readonly value: string | undefined;
}

type ByName = ReadonlyMap<string, readonly { readonly part: Part; readonly param: string }[]>;

/** The parts of each declaration by their first name, since most calls give few parameters. There are as many as are declared. */
const known = new WeakMap<readonly NotYet[], ByName>();

function partsOf(refused: readonly NotYet[]): ByName {
  const read = known.get(refused);
  if (read) return read;
  const parts = refused.map((one) => {
    const { given, param } = typeof one === 'string' ? { given: one, param: one } : one;
    return { part: readPart(given), param };
  });
  const byName = Map.groupBy(parts, ({ part }) => part.path[0] ?? '');
  known.set(refused, byName);
  return byName;
}

export function readPart(part: string): Part {
  const [place = '', value] = part.split('=');
  return { path: place.replaceAll(']', '').split('['), value };
}

function isGiven(params: object, { path, value }: Part): boolean {
  let found: unknown = params;
  for (const name of path) {
    if (typeof found !== 'object' || found === null) return false;
    found = Object.hasOwn(found, name) ? Reflect.get(found, name) : undefined;
  }
  if (value === undefined) return isOn(found);
  return Array.isArray(found) ? found.includes(value) : found === value;
}

/** Values that switch something off, or leave it as it is. */
const OFF: readonly unknown[] = [undefined, '', false, 'none'];

/** True if a value asks for something: a hash or a list if one of its values does. */
function isOn(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return !OFF.includes(value);
  return Object.values(value).some(isOn);
}
