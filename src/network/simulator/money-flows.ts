import type {
  ApprovedResult,
  AuthorizeRequest,
  AuthorizeResult,
  Decline,
  MoneyFlow,
  PayerActs,
  RefundResult,
  SetupRequest,
  SetupResult,
} from '../type.ts';
import { accountOfToken } from './accounts/accounts.ts';
import { ACCOUNT_DECLINES } from './accounts/declines.ts';
import type { TestAccount } from './accounts/test-account.ts';
import { authorizationCode, networkTransactionId, riskOf } from './chance.ts';
import { DECLINES } from './declines.ts';

/** The card in the simulated payer's app. */
const HIDDEN_CARD = { brand: 'visa', country: 'DK', exp_month: 12, exp_year: 2040, last4: '0001' };

const DAY_SECONDS = 86_400;
/** When small deposits that cannot be sent come back. */
const DEPOSITS_FAIL_AFTER_SECONDS = DAY_SECONDS;
/** How long banks take to give money back that came by bank transfer. */
export const LATE_REFUND_SECONDS = 5 * DAY_SECONDS;
/** How long a payer has who is asked by e-mail where a refund should go. */
export const REFUND_ADDRESS_SECONDS = 45 * DAY_SECONDS;

/** Decides a payment that is no card's. Pure. */
export function authorizeByMoneyFlow(moneyFlow: MoneyFlow, request: AuthorizeRequest): AuthorizeResult {
  if (moneyFlow.payer === 'debit') return debit(moneyFlow, request);
  const asked = moneyFlow.payer === 'nothing' || isAgreedAhead(moneyFlow, request) ? null : moneyFlow.payer;
  if (asked !== null && request.action === undefined) return ask(moneyFlow, request);
  if (request.action === 'failed' || isRefusedByName(moneyFlow, request))
    return declined(request, DECLINES.customer_decline);
  return inTime(moneyFlow, request, approved(request));
}

function ask(moneyFlow: MoneyFlow, request: AuthorizeRequest): AuthorizeResult {
  if (moneyFlow.payer === 'approves') return { outcome: 'action_required', action: 'redirect' };
  const payerActs = moneyFlow.payerActsByEmail ? actsOf(request.payerEmail) : undefined;
  return { outcome: 'action_required', action: 'display', ...(payerActs && { payerActs }) };
}

/** Payers who agreed to be charged without them do not have to approve each payment. */
function isAgreedAhead(moneyFlow: MoneyFlow, { initiator, setUpForOffSession }: AuthorizeRequest): boolean {
  return (
    (moneyFlow.payer === 'approves' || moneyFlow.agreedAhead === true) && initiator === 'merchant' && setUpForOffSession
  );
}

/** Who pays later is somebody whom a lender may refuse: test payers say so in their e-mail. */
function isRefusedByName(moneyFlow: MoneyFlow, { payerEmail = '' }: AuthorizeRequest): boolean {
  return moneyFlow.payer === 'approves' && /\+denied@/i.test(payerEmail);
}

const SOON_SECONDS = 2;
const LATER_SECONDS = 180;

/**
 * What payers with vouchers do in test mode, by the part of their e-mail before the @
 * (https://docs.stripe.com/payments/oxxo/accept-a-payment, "Test the integration").
 */
function actsOf(email: string | undefined): PayerActs | undefined {
  const name = (email ?? '').split('@', 1)[0] ?? '';
  if (name.endsWith('fill_never')) return undefined;
  if (name.endsWith('succeed_immediately')) return { signal: 'authorized', afterSeconds: SOON_SECONDS };
  if (name.endsWith('expire_immediately')) return { signal: 'expired', afterSeconds: SOON_SECONDS };
  if (name.endsWith('expire_with_delay')) return { signal: 'expired', afterSeconds: LATER_SECONDS };
  return { signal: 'authorized', afterSeconds: LATER_SECONDS };
}

/** Takes money from a bank account, once it has been verified. */
function debit(moneyFlow: MoneyFlow, request: AuthorizeRequest): AuthorizeResult {
  const account = accountOfToken(request.instrument.token);
  const decline = account.declines === null ? null : ACCOUNT_DECLINES[account.declines];
  if (decline && account.declinesWhen === 'saved') return declined(request, decline, account.risk);
  if (mustVerify(request)) return askDeposits(account);
  if (account.silent) return { outcome: 'pending', risk: riskOf('normal', request.attempt), settles: null };
  const result = decline ? declined(request, decline) : { ...approved(request), aftermath: account.aftermath };
  return inTime(moneyFlow, request, result);
}

function mustVerify({ instrument, action }: Pick<AuthorizeRequest, 'instrument' | 'action'>): boolean {
  return instrument.verified === false && action === undefined;
}

function askDeposits({ refusesDeposits }: TestAccount): Extract<SetupResult, { outcome: 'action_required' }> {
  const payerActs = { signal: 'failed', afterSeconds: DEPOSITS_FAIL_AFTER_SECONDS } as const;
  return { outcome: 'action_required', action: 'microdeposits', ...(refusesDeposits && { payerActs }) };
}

/** A result as it is known now: where banks take their time it is pending. */
function inTime(
  { settlesAfterSeconds }: MoneyFlow,
  request: AuthorizeRequest,
  result: Extract<AuthorizeResult, { outcome: 'approved' | 'declined' }>,
): AuthorizeResult {
  if (settlesAfterSeconds === 0) return result;
  return {
    outcome: 'pending',
    risk: riskOf('normal', request.attempt),
    settles: { afterSeconds: settlesAfterSeconds, as: result },
  };
}

function approved({ attempt }: AuthorizeRequest): ApprovedResult {
  return {
    outcome: 'approved',
    risk: riskOf('normal', attempt),
    authorizationCode: authorizationCode(attempt),
    networkTransactionId: networkTransactionId(attempt),
    card: HIDDEN_CARD,
    checks: null,
    threeDSecure: null,
    availableAtOnce: false,
    aftermath: null,
  };
}

function declined(
  { attempt }: AuthorizeRequest,
  decline: Decline,
  risk: TestAccount['risk'] = 'normal',
): Extract<AuthorizeResult, { outcome: 'declined' }> {
  return { outcome: 'declined', risk: riskOf(risk, attempt), decline, checks: null, threeDSecure: null };
}

/** Decides whether what is no card may be charged later without its payer, who is there now. Pure. */
export function setUpByMoneyFlow(moneyFlow: MoneyFlow, request: SetupRequest): SetupResult {
  const nothing = { checks: null, threeDSecure: null };
  if (moneyFlow.payer === 'debit') {
    const account = accountOfToken(request.instrument.token);
    if (account.declines !== null && account.declinesWhen === 'saved')
      return { outcome: 'declined', decline: ACCOUNT_DECLINES[account.declines], ...nothing };
    return mustVerify(request) ? askDeposits(account) : { outcome: 'approved', ...nothing };
  }
  if (moneyFlow.payer === 'approves' && request.action === undefined)
    return { outcome: 'action_required', action: 'redirect' };
  if (moneyFlow.agreedAhead && request.action === undefined) return { outcome: 'action_required', action: 'display' };
  if (request.action === 'failed')
    return { outcome: 'declined', decline: DECLINES.setup_authentication_failed, ...nothing };
  return { outcome: 'approved', ...nothing };
}

/** How a refund goes that is no card's. Pure. */
export function refundByMoneyFlow({ refunds }: MoneyFlow): RefundResult {
  switch (refunds) {
    case 'at_once':
      return { outcome: 'succeeded' };
    case 'later':
      return { outcome: 'pending', ends: 'succeeded', afterSeconds: LATE_REFUND_SECONDS };
    case 'asks_payer':
      return { outcome: 'requires_action', expiresAfterSeconds: REFUND_ADDRESS_SECONDS };
  }
}
