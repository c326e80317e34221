import { callApi } from '../shared/call-api.ts';
import type { Answer, Ask, Merchant, Param, Params } from '../shared/protocol.ts';

/** An entered payment method: its type, details and billing details. */
export interface Entered {
  readonly type: string;
  readonly card?: Record<string, string | number>;
  /** The details of any other type than a card. */
  readonly own?: Record<string, string>;
  /** The details that belong to a payment rather than to the method, for example a one-time code. */
  readonly options?: Record<string, string>;
  readonly billing?: Record<string, unknown>;
  /** The new payment method's `allow_redisplay`. */
  readonly allowRedisplay?: 'always' | 'limited' | undefined;
  /** The id of a saved payment method; nothing else is sent then. */
  readonly saved?: string;
  /** A CVC alone, for a saved card. */
  readonly cvc?: string;
}

type Send = Extract<Ask, { what: 'send' }>;

/** The calls that take an entered payment method. A page that is hostile asks for any path. */
const TAKES_ENTERED =
  /^\/v1\/(payment_methods|sources|tokens|confirmation_tokens|(payment_intents|setup_intents|payment_pages)\/\w+\/confirm)$/;

/** Calls Florin, with the entered values at the requested place. Frames call no other origin than their own. */
export async function sendWith(
  merchant: Merchant,
  { path, params, place, key }: Send,
  entered: Entered,
): Promise<Answer> {
  if (!TAKES_ENTERED.test(path)) {
    return { error: { type: 'invalid_request_error', message: 'This call takes no payment method from an element.' } };
  }
  const method = {
    type: entered.type,
    ...(entered.card && { card: entered.card }),
    ...(entered.allowRedisplay && { allow_redisplay: entered.allowRedisplay }),
    ...(entered.own && Object.keys(entered.own).length > 0 && { [entered.type]: entered.own }),
  };
  const caller: Merchant = key === undefined ? merchant : { publishableKey: key, apiVersion: merchant.apiVersion };
  const all = { ...put(params, place, method, entered), ...(/\/confirm$/.test(path) && optionsOf(params, entered)) };
  return callApi(location.origin, caller, { method: 'POST', path, params: all });
}

/** Merges options of a payment. Those from the page take precedence. */
function optionsOf(params: Params, { type, options = {} }: Entered): Params {
  if (Object.keys(options).length === 0) return {};
  const given = (params.payment_method_options ?? {}) as Params;
  return { payment_method_options: { ...given, [type]: { ...options, ...(given[type] as Params | undefined) } } };
}

function put(params: Params, place: Send['place'], method: Params, entered: Entered): Params {
  if (entered.cvc !== undefined) return { ...params, cvc_update: { cvc: entered.cvc } };
  if (entered.saved !== undefined) {
    const { payment_method_data: _, ...rest } = params;
    return { ...rest, payment_method: entered.saved };
  }
  const { iban } = entered.own ?? {};
  if (place === 'card' && iban !== undefined) {
    const account = { country: iban.slice(0, 2), account_number: iban };
    return { ...params, bank_account: { ...(params.card as Params | undefined), ...account } };
  }
  if (place === 'card') {
    const address = (entered.billing?.address ?? {}) as Record<string, string>;
    const zip = address.postal_code ? { address_zip: address.postal_code } : {};
    return { ...params, card: { ...(params.card as Params | undefined), ...zip, ...entered.card } };
  }
  if (place === 'payment_method') return { ...params, ...method, ...billingOf(params, entered) };
  const data = (params.payment_method_data ?? {}) as Params;
  // The session shows saved payment methods, and a new one can be paid with after the session has expired.
  const { customer_session_client_secret: _, ...rest } = params;
  return { ...rest, payment_method_data: { ...data, ...method, ...billingOf(data, entered) } };
}

/** Merges billing details. Fields from the page take precedence over those entered in the frame. */
function billingOf(given: Params, { billing }: Entered): Params {
  if (!billing && !given.billing_details) return {};
  const details = givenFields(given.billing_details);
  const address = { ...(billing?.address as Params | undefined), ...givenFields(details.address) };
  return {
    billing_details: { ...(billing as Params), ...details, ...(Object.keys(address).length > 0 && { address }) },
  };
}

/** Returns the fields of a hash that are set. */
function givenFields(hash: Param): Params {
  return Object.fromEntries(Object.entries((hash ?? {}) as Params).filter(([, value]) => value !== undefined));
}
