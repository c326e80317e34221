import { invalidRequest } from '../kernel/errors.ts';

/**
 * Checks an entry of `currency_options` for the object's default currency. It may repeat the object's own terms, as
 * responses show them there, but it sets nothing. `given` has the terms that were sent, `param` is its bracket path.
 */
export function checkRepeatsOwn<Terms extends object>(
  given: { readonly [Name in keyof Terms]?: unknown },
  own: Terms,
  param: string,
): void {
  const names = Object.keys(given) as (keyof Terms & string)[];
  const other = names.find(
    (name) => given[name] !== undefined && JSON.stringify(given[name]) !== JSON.stringify(own[name]),
  );
  if (other === undefined) return;
  throw invalidRequest(
    `\`currency_options\` sets terms in further currencies; \`${other}\` of the default currency differs from the object's own. Use \`${other}\` outside of \`currency_options\`.`,
    { param: `${param}[${other}]` },
  );
}
