import type {
  AuthorizeRequest,
  AuthorizeResult,
  CardChecks,
  DeclineOn,
  Instrument,
  SetupRequest,
  SetupResult,
  VerifyResult,
} from '../type.ts';
import { authorizationCode, networkTransactionId, riskOf } from './chance.ts';
import { checksOf, declineOfChecks } from './checks.ts';
import { DECLINES, type DeclineName } from './declines.ts';
import type { TestCard } from './test-card.ts';
import { authenticate } from './three-d-secure.ts';

/** Decides a payment by card: authentication, then risk rules, then the issuer. Pure. */
export function authorizeCard(card: TestCard, request: AuthorizeRequest): AuthorizeResult {
  const authentication = authenticate(card, request);
  if (authentication.step === 'challenge') return { outcome: 'action_required', action: 'three_d_secure' };
  const checks = checksOf(card, request.instrument);
  const decline =
    authentication.step === 'refused'
      ? authentication.decline
      : declineOfCharge(card, request.instrument, checks, request.declineOn);
  const risk = riskOf(card.risk, request.attempt);
  const threeDSecure = authentication.result;
  if (decline) return { outcome: 'declined', risk, decline: DECLINES[decline], checks, threeDSecure };
  return {
    outcome: 'approved',
    risk,
    authorizationCode: authorizationCode(request.attempt),
    networkTransactionId: networkTransactionId(request.attempt),
    checks,
    threeDSecure,
    availableAtOnce: card.availableAtOnce,
    ...(card.declinesIncrements && { plainAuthorization: true }),
    // A customer who authenticated cannot dispute the payment as fraudulent.
    aftermath: card.aftermath === 'dispute_fraudulent' && isIssuerLiable(threeDSecure) ? null : card.aftermath,
  };
}

function isIssuerLiable(result: { result: string } | null): boolean {
  return result?.result === 'authenticated' || result?.result === 'attempt_acknowledged';
}

/** Returns the decline of a charge, if any. Payments of the highest risk are blocked before the issuer is asked. */
function declineOfCharge(
  card: TestCard,
  instrument: Instrument,
  checks: CardChecks,
  declineOn: DeclineOn | undefined,
): DeclineName | null {
  if (card.risk === 'highest') return 'fraudulent';
  return declineOfIssuer(card, instrument) ?? declineOfChecks(checks, declineOn);
}

/** A wrong CVC can only cause a decline if a CVC was sent. */
function declineOfIssuer(card: TestCard, instrument: Instrument): DeclineName | null {
  return card.declines === 'incorrect_cvc' && !instrument.cvcProvided ? null : card.declines;
}

/** Decides if a card can be saved, without charging it. Pure. */
export function verifyCard(card: TestCard, instrument: Instrument, declineOn?: DeclineOn): VerifyResult {
  const checks = checksOf(card, instrument);
  const decline = declineOfSaving(card, instrument, checks, declineOn);
  return decline ? { outcome: 'declined', decline: DECLINES[decline] } : { outcome: 'valid', checks };
}

function declineOfSaving(
  card: TestCard,
  instrument: Instrument,
  checks: CardChecks,
  declineOn: DeclineOn | undefined,
): DeclineName | null {
  const refused = card.declinesWhen === 'saved_or_charged' ? declineOfIssuer(card, instrument) : null;
  return refused ?? declineOfChecks(checks, declineOn);
}

/** Decides if a card can be set up for off-session charges, with its payer present. Pure. */
export function setUpCard(card: TestCard, request: SetupRequest): SetupResult {
  const authentication = authenticate(card, { ...request, initiator: 'customer', setUpForOffSession: false });
  if (authentication.step === 'challenge') return { outcome: 'action_required', action: 'three_d_secure' };
  const checks = checksOf(card, request.instrument);
  const threeDSecure = authentication.result;
  if (authentication.step === 'refused') {
    const name =
      authentication.decline === 'authentication_failed' ? 'setup_authentication_failed' : authentication.decline;
    return { outcome: 'declined', decline: DECLINES[name], checks, threeDSecure };
  }
  const decline = declineOfSaving(card, request.instrument, checks, request.declineOn);
  if (decline) return { outcome: 'declined', decline: DECLINES[decline], checks, threeDSecure };
  return { outcome: 'approved', checks, threeDSecure };
}
