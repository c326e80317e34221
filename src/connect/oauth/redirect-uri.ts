import type { AccountSettings } from '../../kernel/context.ts';
import { storedUrl } from '../../shared/caller-urls.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { oauthError } from './errors.ts';

/**
 * The address that an owner returns to: the one that was sent, which has to be among those that the platform registered, or
 * the first of these. A platform that has registered none may send any http or https address. Throws `invalid_redirect_uri`.
 */
export function redirectUriOf(
  { redirectUris: registered = [] }: AccountSettings,
  { redirectUri }: AuthorizationRequest,
): string {
  if (redirectUri === null) {
    const [first] = registered;
    if (first !== undefined) return first;
    throw oauthError('invalid_redirect_uri', 'Send redirect_uri, the http or https address that the owner returns to.');
  }
  const stored = storedUrl(redirectUri, 'web');
  if (stored === undefined) {
    throw oauthError('invalid_redirect_uri', `Invalid redirect URI '${redirectUri}'. Use an http or https address.`);
  }
  if (registered.length === 0 || registered.includes(stored)) return stored;
  throw oauthError(
    'invalid_redirect_uri',
    `Invalid redirect URI '${redirectUri}'. Ensure this URI exactly matches one of the URIs that the platform has registered.`,
  );
}
