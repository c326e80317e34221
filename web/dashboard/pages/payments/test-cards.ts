import type { Words } from '../../words/en.ts';

/** A card that behaves as it is documented, and its payment method. */
interface TestCard {
  readonly method: string;
  readonly name: string;
  readonly last4: string;
  readonly outcome: keyof Words['payments']['outcomes'];
}

/** https://docs.stripe.com/testing */
export const TEST_CARDS: readonly TestCard[] = [
  { method: 'pm_card_visa', name: 'Visa', last4: '4242', outcome: 'succeeds' },
  { method: 'pm_card_mastercard', name: 'Mastercard', last4: '4444', outcome: 'succeeds' },
  { method: 'pm_card_visa_chargeDeclinedInsufficientFunds', name: 'Visa', last4: '9995', outcome: 'insufficient' },
  { method: 'pm_card_visa_chargeDeclined', name: 'Visa', last4: '0002', outcome: 'declined' },
  { method: 'pm_card_authenticationRequired', name: 'Visa', last4: '3184', outcome: 'authenticate' },
];

/** The card whose payments are disputed as fraudulent. */
export const DISPUTED_CARD = 'pm_card_createDispute';

/** The choices of a form. */
export function testCardChoices({ payments }: Words): (readonly [string, string])[] {
  return TEST_CARDS.map(({ method, name, last4, outcome }) => [
    method,
    payments.testCard(name, last4, payments.outcomes[outcome]),
  ]);
}
