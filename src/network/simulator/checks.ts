import type { CardChecks, DeclineOn, Instrument } from '../type.ts';
import type { DeclineName } from './declines.ts';
import type { TestCard } from './test-card.ts';

/** Returns the issuer's checks of the data that was sent. */
export function checksOf(card: TestCard, instrument: Instrument): CardChecks {
  return {
    address_line1_check: instrument.line1Provided ? (card.checks.line1 ?? 'pass') : null,
    address_postal_code_check: instrument.postalCodeProvided ? (card.checks.postalCode ?? 'pass') : null,
    cvc_check: cvcCheck(card, instrument),
  };
}

function cvcCheck(card: TestCard, instrument: Instrument): CardChecks['cvc_check'] {
  if (!instrument.cvcProvided) return null;
  return card.declines === 'incorrect_cvc' ? 'fail' : (card.checks.cvc ?? 'pass');
}

/** Returns the decline that failed checks cause, unless the merchant accepts them. */
export function declineOfChecks(checks: CardChecks, declineOn: DeclineOn = {}): DeclineName | null {
  if (checks.cvc_check === 'fail' && declineOn.cvcFailure !== false) return 'incorrect_cvc';
  if (checks.address_postal_code_check === 'fail' && declineOn.avsFailure !== false) return 'incorrect_zip';
  return null;
}
