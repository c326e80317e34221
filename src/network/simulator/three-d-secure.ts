import type { AuthorizeRequest, ExternalAuthentication, ThreeDSecureResult } from '../type.ts';
import type { DeclineName } from './declines.ts';
import type { TestCard } from './test-card.ts';

/** The result of authentication: continue to the issuer, wait for the payer, or end. */
type Authentication =
  | { readonly step: 'done'; readonly result: ThreeDSecureResult | null }
  | { readonly step: 'challenge' }
  | { readonly step: 'refused'; readonly decline: DeclineName; readonly result: ThreeDSecureResult | null };

type AuthenticationRequest = Pick<
  AuthorizeRequest,
  'action' | 'authentication' | 'initiator' | 'payerReachable' | 'requestThreeDSecure' | 'setUpForOffSession'
>;

const SKIPPED: Authentication = { step: 'done', result: null };
const CHALLENGE: Authentication = { step: 'challenge' };
const VERSION = '2.2.0';

/**
 * Decides if a payer must authenticate, and evaluates the result. An off-session payment that the issuer wants
 * authenticated is declined, unless its payer can be reached.
 */
export function authenticate(card: TestCard, asked: AuthenticationRequest): Authentication {
  if (asked.authentication) return externalResult(asked.authentication, isRequired(card, asked));
  if (asked.action === 'failed') return failed();
  if (asked.action === 'succeeded') return passed('challenge', card);
  const required = isRequired(card, asked);
  if (asked.initiator === 'merchant') {
    if (required && asked.payerReachable && card.threeDSecure === 'challenge') return CHALLENGE;
    return required ? { step: 'refused', decline: 'authentication_required', result: null } : SKIPPED;
  }
  if (!required && asked.requestThreeDSecure === 'automatic') return SKIPPED;
  switch (card.threeDSecure) {
    case 'challenge':
      return CHALLENGE;
    case 'frictionless':
      return passed('frictionless', card);
    case 'not_enrolled':
      return acknowledged(card);
    case 'unsupported':
      return notSupported();
    case 'lookup_fails':
      return lookupFailed(required);
  }
}

/** External results that an issuer accepts instead of its own authentication. */
const ACCEPTED = new Set(['authenticated', 'attempt_acknowledged', 'exempted']);

/** An issuer that requires authentication accepts the merchant's external one if it succeeded. */
function externalResult(authentication: ExternalAuthentication, required: boolean): Authentication {
  if (authentication.kind === 'none_possible') return SKIPPED;
  const { result } = authentication;
  if (required && !ACCEPTED.has(result.result)) return { step: 'refused', decline: 'authentication_required', result };
  return { step: 'done', result };
}

function isRequired(card: TestCard, asked: AuthenticationRequest): boolean {
  switch (card.authentication) {
    case 'always':
      return true;
    case 'until_set_up':
      return asked.initiator === 'customer' || !asked.setUpForOffSession;
    case 'on_session':
      return asked.initiator === 'customer';
    case 'when_asked':
      return false;
  }
}

/** Returns the EMVCo ECI value; Mastercard's differ from the other networks'. */
function indicator(card: TestCard, full: boolean): string {
  if (card.brand === 'mastercard') return full ? '02' : '01';
  return full ? '05' : '06';
}

function passed(flow: 'challenge' | 'frictionless', card: TestCard): Authentication {
  return {
    step: 'done',
    result: {
      authentication_flow: flow,
      electronic_commerce_indicator: indicator(card, true),
      result: 'authenticated',
      result_reason: null,
      version: VERSION,
    },
  };
}

/** The card is not enrolled: the attempt is acknowledged, which still shifts liability. */
function acknowledged(card: TestCard): Authentication {
  return {
    step: 'done',
    result: {
      authentication_flow: null,
      electronic_commerce_indicator: indicator(card, false),
      result: 'attempt_acknowledged',
      result_reason: null,
      version: VERSION,
    },
  };
}

function notSupported(): Authentication {
  return {
    step: 'done',
    result: {
      authentication_flow: null,
      electronic_commerce_indicator: null,
      result: 'not_supported',
      result_reason: 'network_not_supported',
      version: null,
    },
  };
}

function failed(): Authentication {
  return {
    step: 'refused',
    decline: 'authentication_failed',
    result: {
      authentication_flow: 'challenge',
      electronic_commerce_indicator: null,
      result: 'failed',
      result_reason: 'rejected',
      version: VERSION,
    },
  };
}

/** Simulates a 3-D Secure failure: declined if authentication is required, else approved with the error recorded. */
function lookupFailed(required: boolean): Authentication {
  return {
    step: 'refused',
    decline: required ? 'generic_decline' : 'processing_error',
    result: {
      authentication_flow: null,
      electronic_commerce_indicator: null,
      result: 'processing_error',
      result_reason: 'protocol_error',
      version: VERSION,
    },
  };
}
