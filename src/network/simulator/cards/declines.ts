import type { DeclineName } from '../declines.ts';
import { type TestCard, testCard } from '../test-card.ts';

/** Cards that are declined on charge and on save. */
export const DECLINED_CARDS: readonly TestCard[] = [
  declined('chargeDeclined', '4000000000000002', 'generic_decline'),
  declined('chargeDeclinedInsufficientFunds', '4000000000009995', 'insufficient_funds'),
  declined('chargeDeclinedLostCard', '4000000000009987', 'lost_card'),
  declined('chargeDeclinedStolenCard', '4000000000009979', 'stolen_card'),
  declined('chargeDeclinedVelocityLimitExceeded', '4000000000006975', 'card_velocity_exceeded'),
  declined('chargeDeclinedExpiredCard', '4000000000000069', 'expired_card'),
  declined('chargeDeclinedProcessingError', '4000000000000119', 'processing_error'),
  // Only a CVC that was sent can fail; the test ids include one.
  declined('chargeDeclinedIncorrectCvc', '4000000000000127', 'incorrect_cvc'),
  testCard({
    name: 'visa_debit_chargeDeclinedInsufficientFunds',
    number: '4000000000009995',
    sharesNumber: true,
    funding: 'debit',
    declines: 'insufficient_funds',
  }),
];

/** Cards that can be saved but fail when charged. */
export const FAILING_LATER_CARDS: readonly TestCard[] = [
  failingLater('chargeCustomerFail', 'generic_decline', {}),
  failingLater('chargeCustomerFailLostCard', 'lost_card', { sharesNumber: true }),
  failingLater('chargeCustomerFailStolenCard', 'stolen_card', { sharesNumber: true }),
];

function declined(name: string, number: string, declines: DeclineName): TestCard {
  return testCard({ name, aliases: [`visa_${name}`], number, declines });
}

function failingLater(name: string, declines: DeclineName, special: Partial<TestCard>): TestCard {
  return testCard({
    name,
    aliases: [`visa_${name}`],
    number: '4000000000000341',
    declines,
    declinesWhen: 'charged',
    ...special,
  });
}
