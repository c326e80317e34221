import type { AuthorizeRequest, AuthorizeResult } from '../network.ts';
import { authorizationCode, networkTransactionId, riskOf } from './chance.ts';
import { DECLINES } from './declines.ts';

/** The card in the simulated payer's app. */
const HIDDEN_CARD = { brand: 'visa', country: 'DK', exp_month: 12, exp_year: 2040, last4: '0001' };

/** Decides a MobilePay payment: the payer approves it in the app, and the card there pays. Pure. */
export function authorizeMobilePay(request: AuthorizeRequest): AuthorizeResult {
  if (request.action === undefined) return { outcome: 'action_required', action: 'redirect' };
  const risk = riskOf('normal', request.attempt);
  if (request.action === 'failed') {
    return { outcome: 'declined', risk, decline: DECLINES.customer_decline, checks: null, threeDSecure: null };
  }
  return {
    outcome: 'approved',
    risk,
    authorizationCode: authorizationCode(request.attempt),
    networkTransactionId: networkTransactionId(request.attempt),
    card: HIDDEN_CARD,
    checks: null,
    threeDSecure: null,
    availableAtOnce: false,
    aftermath: null,
  };
}
