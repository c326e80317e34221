import { StripeError } from '../../kernel/errors.ts';
import type { RawCard, TokenizedCard } from '../type.ts';
import { checkCvc, checkedExpiry, checkedNumber, type Month, monthOf } from './card-data.ts';
import { fingerprint } from './fingerprint.ts';
import type { TestCard } from './test-card.ts';
import { cardOfNumber, readyMadeCard } from './test-cards.ts';

/** The world in which a card is tokenized. */
interface Vault {
  readonly fingerprintKey: string;
  readonly nowSeconds: number;
}

const TEST_CARDS_ONLY =
  'Your card was declined. Your request was in test mode, but used a non test (live) card. ' +
  'For a list of valid test cards, visit: https://docs.stripe.com/testing.';

/**
 * Tokenizes a typed card. Throws a card error (402) for an invalid number, expiry or CVC, and for a number that is not
 * a test card.
 */
export function tokenizeCard(raw: RawCard, vault: Vault): TokenizedCard {
  const number = checkedNumber(raw.number);
  const expiry = checkedExpiry(raw.expMonth, raw.expYear, vault.nowSeconds);
  if (raw.cvc !== undefined) checkCvc(raw.cvc);
  const card = cardOfNumber(number);
  if (!card) throw notATestCard();
  return tokenized(card, vault, expiry, { cvcProvided: raw.cvc !== undefined });
}

/**
 * Returns the card of a test id, which expires this month next year. It brings a CVC, like a filled-in form, and the
 * parts of an address that its checks are about.
 */
export function wellKnownCard(id: string, vault: Vault): TokenizedCard | undefined {
  const known = readyMadeCard(id);
  if (!known) return undefined;
  const { card } = known;
  const { month, year } = monthOf(vault.nowSeconds);
  return tokenized(
    card,
    vault,
    { month, year: year + 1 },
    {
      cvcProvided: true,
      ...(card.checks.postalCode !== undefined && { postalCodeProvided: true }),
      ...(card.checks.line1 !== undefined && { line1Provided: true }),
    },
  );
}

type Provided = Pick<TokenizedCard, 'cvcProvided' | 'postalCodeProvided' | 'line1Provided'>;

function tokenized(card: TestCard, vault: Vault, expiry: Month, provided: Provided): TokenizedCard {
  return {
    token: card.name,
    brand: card.brand,
    displayBrand: card.displayBrand,
    networks: card.networks,
    funding: card.funding,
    country: card.country,
    last4: card.number.slice(-4),
    expMonth: expiry.month,
    expYear: expiry.year,
    fingerprint: fingerprint(card, vault.fingerprintKey),
    ...provided,
    threeDSecureSupported: card.threeDSecure !== 'unsupported',
    regulated: false,
  };
}

function notATestCard(): StripeError {
  return new StripeError(402, {
    type: 'card_error',
    code: 'card_declined',
    decline_code: 'test_mode_live_card',
    message: TEST_CARDS_ONLY,
  });
}
