import { StripeError } from './errors.ts';

/**
 * Refuses parameters that belong to a part of the API that Florin does not have yet: 501, nothing is done. Better than
 * a success that left something out. `under` is the bracket path of the hash they are in.
 */
export function refuseUnsupported(params: object, names: readonly string[], under?: string): void {
  const given = params as Record<string, unknown>;
  for (const name of names) {
    if (given[name] === undefined || given[name] === '' || given[name] === false) continue;
    const param = under === undefined ? name : `${under}[${name}]`;
    throw new StripeError(501, {
      type: 'api_error',
      message: `Florin does not have the parameter '${param}' of this call yet. Nothing was done; leave it out or see README.md for what works.`,
      param,
    });
  }
}
