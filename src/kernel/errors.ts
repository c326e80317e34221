/** The error types of every namespace of the API. */
type CommonErrorType = 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';

/** The error types that only `/v2` has; the official package has a class for each. */
type V2ErrorType =
  | 'already_canceled'
  | 'blocked_by_stripe'
  | 'cannot_proceed'
  | 'capability_not_enabled'
  | 'controlled_by_alternate_resource'
  | 'feature_not_enabled'
  | 'financial_account_not_open'
  | 'fx_quote_needs_refresh'
  | 'insufficient_funds'
  | 'invalid_payment_method'
  | 'invalid_payout_method'
  | 'invalid_vaulted_credential'
  | 'not_cancelable'
  | 'quota_exceeded'
  | 'rate_limit'
  | 'recipient_not_notifiable'
  | 'temporary_session_expired'
  | 'verification_attempt_failed'
  | 'verification_expired'
  | 'verification_not_initiated';

type ErrorType = CommonErrorType | V2ErrorType;

/** The content of an error, whatever its encoding: the API's codecs write it as v1's or as v2's `error`. */
export interface ErrorDetail {
  readonly type: ErrorType;
  readonly message: string;
  readonly code?: string;
  readonly decline_code?: string;
  readonly param?: string;
  readonly advice_code?: string;
  readonly network_decline_code?: string;
  readonly network_advice_code?: string;
  readonly charge?: string;
  readonly payment_method_type?: string;
  /** The page of the dashboard that shows the request. */
  readonly request_log_url?: string;
  /** Whole objects that travel inside the error; the API renders them at the caller's version. */
  readonly payment_intent?: object;
  readonly payment_method?: object;
  readonly setup_intent?: object;
  readonly source?: object;
}

/**
 * A refusal. Thrown anywhere below the API, rendered once by the codec of the request (`api/codecs/`). What the handler
 * wrote is rolled back.
 */
export class StripeError extends Error {
  readonly status: number;
  readonly detail: ErrorDetail;

  constructor(status: number, detail: ErrorDetail) {
    super(detail.message);
    this.name = 'StripeError';
    this.status = status;
    this.detail = detail;
  }
}

/** The same error, with the page that shows its request. */
export function withLogUrl(error: StripeError, url: string): StripeError {
  return new StripeError(error.status, { ...error.detail, request_log_url: url });
}

/**
 * An error whose writes are committed before the response: a declined payment keeps its failed charge and its events.
 * Only the handler of an operation throws it. Below handlers a decline is data, a `Refusal`.
 */
export class CommittedError extends StripeError {}

/** The error that a request is answered with once everything written for it is committed. */
export interface Refusal {
  readonly status: number;
  readonly detail: ErrorDetail;
}

/** Ends the handler of an operation with the error of its decline, if there is one. Its writes are committed. */
export function throwIfDeclined(decline: Refusal | null): void {
  if (decline) throw new CommittedError(decline.status, decline.detail);
}

/** Returns the documentation URL of an error code. */
export function docUrl(code: string): string {
  return `https://docs.stripe.com/error-codes#${code.replaceAll('_', '-')}`;
}

/** 400: the request itself is wrong. `param` is the bracket path of the parameter, as `items[0][price]`. */
export function invalidRequest(message: string, fields: Partial<ErrorDetail> = {}): StripeError {
  return new StripeError(400, { ...fields, type: 'invalid_request_error', message });
}

/** 400: a parameter that must be there is not. `param` is its bracket path. */
export function parameterMissing(param: string): StripeError {
  return invalidRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
}

/**
 * The object does not exist in this world. 404 when its id is in the path, 400 when it was a parameter of the body.
 * Stripe's sentence: `No such customer: 'cus_x'`.
 */
export function resourceMissing(noun: string, id: string, param: string, status: 400 | 404 = 404): StripeError {
  return new StripeError(status, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${noun}: '${id}'`,
    param,
  });
}

/** 403: the key, as messages may show it, does not reach the account. */
export function accountInvalid(key: string, account: string): StripeError {
  return new StripeError(403, {
    type: 'invalid_request_error',
    code: 'account_invalid',
    message: `The provided key '${key}' does not have access to account '${account}' (or that account does not exist). Application access may have been revoked.`,
  });
}

/** 429: the places or the memory for requests are taken. */
export function rateLimited(): StripeError {
  return new StripeError(429, {
    type: 'invalid_request_error',
    code: 'rate_limit',
    message: 'Too many requests are in progress. Send them one after another, or retry shortly.',
  });
}

/** 429: concurrent changes of the object. Stripe's code for contention on one object. */
export function lockTimeout(): StripeError {
  return new StripeError(429, {
    type: 'invalid_request_error',
    code: 'lock_timeout',
    message:
      'Too many requests are changing this object at the same time. Send changes to one object one after another, or try again shortly.',
  });
}
