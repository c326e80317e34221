import { StripeError } from '../../kernel/errors.ts';

/** The names that OAuth gives to refusals: https://docs.stripe.com/connect/oauth-reference */
export type OAuthErrorName =
  | 'access_denied'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_redirect_uri'
  | 'invalid_request'
  | 'invalid_scope'
  | 'no_deauth_on_controlled_account'
  | 'unsupported_grant_type'
  | 'unsupported_response_type';

/** A refusal in the form of OAuth: `code` is sent as `error`, the message as `error_description`. */
export function oauthError(name: OAuthErrorName, message: string): StripeError {
  const status = name === 'invalid_client' ? 401 : 400;
  return new StripeError(status, { type: 'invalid_request_error', code: name, message });
}

/** 401: no application has this id. */
export function noSuchApplication(id: string): StripeError {
  return oauthError('invalid_client', `No such application: '${id}'`);
}
