import { invalidRequest } from '../../kernel/errors.ts';
import { type Intent, NOUNS } from './intent.ts';

/** Refuses parameters that only mean something when an intent is confirmed in the call that makes it, where it is not. */
export function checkConfirmOnly(
  params: { readonly confirm?: boolean | undefined },
  names: readonly string[],
  kind: Intent['object'],
): void {
  if (params.confirm) return;
  const given = params as Readonly<Record<string, unknown>>;
  const name = names.find((param) => given[param]);
  if (name === undefined) return;
  const noun = NOUNS[kind];
  throw invalidRequest(
    `The parameter \`${name}\` cannot be passed when creating a ${noun} unless \`confirm\` is set to true. You can pass it later, when you confirm the ${noun}.`,
    { param: name },
  );
}
