import { StripeError } from './errors.ts';

/**
 * A part of an operation that Florin does not have: a parameter (`transfer_data`), one inside a hash
 * (`evidence[appeal]`), or a value (`mode=subscription`). `param` is the name that the error gives, where that is not
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

/** Throws for the first unsupported part of a request. Parameters that are '' or false are ignored. */
export function refuseNotYet(params: object, refused: readonly NotYet[]): void {
  for (const part of refused) {
    const { given, param } = typeof part === 'string' ? { given: part, param: part } : part;
    if (isGiven(params, given)) throw notYet(param);
  }
}

/** A part as the names on the way to it, and its value if it has one: `a[b]=c` is `{ path: ['a', 'b'], value: 'c' }`. */
export interface Part {
  readonly path: readonly string[];
  readonly value: string | undefined;
}

/** Parsed once, since every call is checked. There are as many as are declared. */
const parts = new Map<string, Part>();

export function readPart(part: string): Part {
  const known = parts.get(part);
  if (known) return known;
  const [place = '', value] = part.split('=');
  const read = { path: place.replaceAll(']', '').split('['), value };
  parts.set(part, read);
  return read;
}

function isGiven(params: object, part: string): boolean {
  const { path, value } = readPart(part);
  let found: unknown = params;
  for (const name of path) {
    if (typeof found !== 'object' || found === null) return false;
    found = Object.hasOwn(found, name) ? Reflect.get(found, name) : undefined;
  }
  return value === undefined ? found !== undefined && found !== '' && found !== false : found === value;
}
