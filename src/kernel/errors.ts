/** The error types of Stripe's v1 API. */
export type ErrorType = 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';

/** What a client is told of an error; the fields of Stripe's error object that Florin decides itself. */
export interface ErrorDetail {
  readonly type: ErrorType;
  readonly message: string;
  readonly code?: string;
  readonly decline_code?: string;
  readonly param?: string;
  readonly advice_code?: string;
  readonly network_decline_code?: string;
  readonly charge?: string;
  readonly payment_method_type?: string;
  /** Whole objects that travel inside the error; the API renders them at the caller's version. */
  readonly payment_intent?: object;
  readonly payment_method?: object;
  readonly setup_intent?: object;
  readonly source?: object;
}

/**
 * A refusal in Stripe's own shape. Thrown anywhere below the API, rendered once by `api/render-error.ts`.
 *
 * A refusal leaves no trace: what the handler wrote is dropped. A payment that was tried and declined is different:
 * its failed charge and its events must stay. Such an error has `keepsWrites` set, and the commit happens before it
 * is answered.
 */
export class StripeError extends Error {
  readonly status: number;
  readonly detail: ErrorDetail;
  readonly keepsWrites: boolean;

  constructor(status: number, detail: ErrorDetail, options: { keepsWrites?: boolean } = {}) {
    super(detail.message);
    this.name = 'StripeError';
    this.status = status;
    this.detail = detail;
    this.keepsWrites = options.keepsWrites ?? false;
  }
}

/** Where an error code is documented. */
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

/** 429: others are changing the object. Stripe's code for contention on one object. */
export function lockTimeout(): StripeError {
  return new StripeError(429, {
    type: 'invalid_request_error',
    code: 'lock_timeout',
    message:
      'Too many requests are changing this object at the same time. Send changes to one object one after another, or try again shortly.',
  });
}
