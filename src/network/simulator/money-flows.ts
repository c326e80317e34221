import { DAY_SECONDS } from '../../kernel/clock.ts';
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

/** Seconds until undeliverable small deposits are returned. */
const DEPOSITS_FAIL_AFTER_SECONDS = DAY_SECONDS;
/** Seconds until a refund of a bank transfer arrives. */
const LATE_REFUND_SECONDS = 5 * DAY_SECONDS;
/** Seconds that a payer has to name an account for a refund after the e-mail. */
const REFUND_ADDRESS_SECONDS = 45 * DAY_SECONDS;

/** Decides a payment that is not by card. Pure. */
export function authorizeByMoneyFlow(moneyFlow: MoneyFlow, request: AuthorizeRequest): AuthorizeResult {
  if (moneyFlow.payer === 'debit') return debit(moneyFlow, request);
  const asked = moneyFlow.payer === 'nothing' || isAgreedAhead(moneyFlow, request) ? null : moneyFlow.payer;
  if (asked !== null && request.action === undefined) return ask(moneyFlow, request);
  if (request.action === 'failed' || isRefusedByName(moneyFlow, request))
    return declined(request, DECLINES.customer_decline);
  return answeredInTime(moneyFlow, request, approved(request));
}

function ask(moneyFlow: MoneyFlow, request: AuthorizeRequest): AuthorizeResult {
  if (moneyFlow.payer === 'approves') return { outcome: 'action_required', action: 'redirect' };
  const payerActs = actsOf(moneyFlow, request.payerEmail);
  return { outcome: 'action_required', action: 'display', ...(payerActs && { payerActs }) };
}

/** Payers with a mandate do not approve each payment. */
function isAgreedAhead(moneyFlow: MoneyFlow, { initiator, setUpForOffSession }: AuthorizeRequest): boolean {
  return (
    (moneyFlow.payer === 'approves' || moneyFlow.agreedAhead === true) && initiator === 'merchant' && setUpForOffSession
  );
}

/** Lenders may decline a payer: the test e-mail selects it. */
function isRefusedByName(moneyFlow: MoneyFlow, { payerEmail = '' }: AuthorizeRequest): boolean {
  return moneyFlow.payer === 'approves' && /\+denied@/i.test(payerEmail);
}

const SOON_SECONDS = 2;
const LATER_SECONDS = 180;

/** The payer's own act in test mode; undefined if they leave it to the page. */
function actsOf({ payerActs }: MoneyFlow, email = ''): PayerActs | undefined {
  if (payerActs === undefined) return undefined;
  const name = email.split('@', 1)[0] ?? '';
  return payerActs === 'in_an_app' ? inApp(name) : withVoucher(name);
}

/** Seconds until a payer answers in an app. */
const ANSWER_SECONDS = 10;
/** Local parts of e-mails whose payers or banks refuse (https://docs.stripe.com/payments/blik/accept-a-payment). */
const REFUSES = /(invalid_code|expired_code|limit_exceeded|insufficient_funds|(customer|bank|blik)_declined)$/;

/** App behaviour in test mode, by the local part of the payer's e-mail. */
function inApp(name: string): PayerActs | undefined {
  if (/(customer_timeout|fill_never)$/.test(name)) return undefined;
  if (name.endsWith('succeed_immediately')) return { signal: 'authorized', afterSeconds: SOON_SECONDS };
  return { signal: REFUSES.test(name) ? 'failed' : 'authorized', afterSeconds: ANSWER_SECONDS };
}

/**
 * Voucher behaviour in test mode, by the local part of the payer's e-mail
 * (https://docs.stripe.com/payments/oxxo/accept-a-payment, "Test the integration").
 */
function withVoucher(name: string): PayerActs | undefined {
  if (name.endsWith('fill_never')) return undefined;
  if (name.endsWith('succeed_immediately')) return { signal: 'authorized', afterSeconds: SOON_SECONDS };
  if (name.endsWith('expire_immediately')) return { signal: 'expired', afterSeconds: SOON_SECONDS };
  if (name.endsWith('expire_with_delay')) return { signal: 'expired', afterSeconds: LATER_SECONDS };
  return { signal: 'authorized', afterSeconds: LATER_SECONDS };
}

/** Debits a bank account once it is verified. */
function debit(moneyFlow: MoneyFlow, request: AuthorizeRequest): AuthorizeResult {
  const account = accountOfToken(request.instrument.token);
  const decline = account.declines === null ? null : ACCOUNT_DECLINES[account.declines];
  if (decline && account.declinesWhen === 'saved') return declined(request, decline, account.risk);
  if (mustVerify(request)) return askDeposits(account);
  if (account.silent) return { outcome: 'pending', risk: riskOf('normal', request.attempt), settles: null };
  const result = decline ? declined(request, decline) : { ...approved(request), aftermath: account.aftermath };
  const waits = moneyFlow.settlesAfterSeconds + (account.slow ? LATER_SECONDS : 0);
  return answeredInTime({ ...moneyFlow, settlesAfterSeconds: waits }, request, result);
}

function mustVerify({ instrument, action }: Pick<AuthorizeRequest, 'instrument' | 'action'>): boolean {
  return instrument.verified === false && action === undefined;
}

function askDeposits({ refusesDeposits }: TestAccount): Extract<SetupResult, { outcome: 'action_required' }> {
  const payerActs = { signal: 'failed', afterSeconds: DEPOSITS_FAIL_AFTER_SECONDS } as const;
  return { outcome: 'action_required', action: 'microdeposits', ...(refusesDeposits && { payerActs }) };
}

/** Returns the result known now: pending if the bank answers later. */
function answeredInTime(
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

/**
 * Decides if a payment method other than a card can be set up for off-session charges, with its payer present. Pure.
 */
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
  if (moneyFlow.agreedAhead && request.action === undefined) {
    const payerActs = actsOf(moneyFlow);
    return { outcome: 'action_required', action: 'display', ...(payerActs && { payerActs }) };
  }
  if (request.action === 'failed')
    return { outcome: 'declined', decline: DECLINES.setup_authentication_failed, ...nothing };
  return { outcome: 'approved', ...nothing };
}

/** Decides a refund that is not to a card. Pure. */
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
