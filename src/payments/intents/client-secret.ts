import type { Context } from '../../kernel/context.ts';
import { invalidRequest, type StripeError } from '../../kernel/errors.ts';
import { type Intent, NOUNS } from './intent.ts';

/** Throws if the `client_secret` among a call's parameters is not this intent's. Secret keys may leave it out. */
export function checkClientSecret({ caller }: Context, intent: Intent, params: object): void {
  const secret = 'client_secret' in params ? params.client_secret : undefined;
  if (secret === undefined && caller.key !== 'publishable') return;
  if (secret === intent.client_secret) return;
  throw secretMismatch(NOUNS[intent.object]);
}

/** The error for a client secret that no intent of the account has. */
export function secretMismatch(noun: string): StripeError {
  return invalidRequest(
    `The client_secret provided does not match any associated ${noun} on this account. Ensure the provided client_secret is correct and the ${noun} exists on this account.`,
    { code: 'resource_missing', param: 'client_secret' },
  );
}
