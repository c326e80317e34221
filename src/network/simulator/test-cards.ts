import { BALANCE_CARDS, DISPUTE_CARDS, REFUND_CARDS, REQUIREMENT_CARDS } from './cards/after-payment.ts';
import { BRAND_CARDS, CO_BRANDED_CARDS, HEALTH_CARDS, INCREMENT_CARDS } from './cards/brands.ts';
import { COUNTRY_CARDS, PIN_CARDS } from './cards/countries.ts';
import { DECLINED_CARDS, FAILING_LATER_CARDS } from './cards/declines.ts';
import { CHECK_CARDS, RISK_CARDS } from './cards/radar.ts';
import { AUTHENTICATION_CARDS, CHALLENGE_CARDS, THREE_D_SECURE_CARDS } from './cards/three-d-secure.ts';
import type { TestCard } from './test-card.ts';

/** Every test card (https://docs.stripe.com/testing). */
export const TEST_CARDS: readonly TestCard[] = [
  ...BRAND_CARDS,
  ...CO_BRANDED_CARDS,
  ...HEALTH_CARDS,
  ...INCREMENT_CARDS,
  ...COUNTRY_CARDS,
  ...PIN_CARDS,
  ...DECLINED_CARDS,
  ...FAILING_LATER_CARDS,
  ...RISK_CARDS,
  ...CHECK_CARDS,
  ...AUTHENTICATION_CARDS,
  ...THREE_D_SECURE_CARDS,
  ...CHALLENGE_CARDS,
  ...DISPUTE_CARDS,
  ...REFUND_CARDS,
  ...BALANCE_CARDS,
  ...REQUIREMENT_CARDS,
];

const byToken = new Map(TEST_CARDS.map((card) => [card.name, card]));
const byNumber = new Map(TEST_CARDS.filter((card) => !card.sharesNumber).map((card) => [card.number, card]));
const byName = new Map(
  TEST_CARDS.filter((card) => card.readyMade).flatMap((card) =>
    [card.name, ...card.aliases].map((name): [string, TestCard] => [plain(name), card]),
  ),
);

/** Returns the card of a token. Throws for an unknown token. */
export function cardOfToken(token: string | undefined): TestCard {
  const card = token === undefined ? undefined : byToken.get(token);
  if (!card) throw new Error(`The simulator does not have the card ${token}.`);
  return card;
}

/** Returns the card with a number (digits only). */
export function cardOfNumber(number: string): TestCard | undefined {
  return byNumber.get(number);
}

/** Matches a test id: `pm_card_visa`, `tok_visa`. */
interface ReadyMade {
  readonly card: TestCard;
  readonly kind: 'payment_method' | 'token';
}

/** Returns the card of a test id; its name may be in snake case or camel case. */
export function readyMadeCard(id: string): ReadyMade | undefined {
  const kind = id.startsWith('pm_card_') ? 'payment_method' : id.startsWith('tok_') ? 'token' : undefined;
  if (!kind) return undefined;
  const card = byName.get(plain(id.slice(kind === 'token' ? 'tok_'.length : 'pm_card_'.length)));
  return card && { card, kind };
}

function plain(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}
