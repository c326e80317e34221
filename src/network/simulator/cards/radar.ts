import { type TestCard, testCard } from '../test-card.ts';

/** Cards that trigger risk rules, before or instead of the issuer. */
export const RISK_CARDS: readonly TestCard[] = [
  testCard({
    name: 'radarBlock',
    aliases: ['chargeDeclinedFraudulent', 'visa_chargeDeclinedFraudulent'],
    number: '4100000000000019',
    risk: 'highest',
  }),
  testCard({ name: 'riskLevelHighest', number: '4000000000004954', risk: 'highest' }),
  testCard({ name: 'riskLevelElevated', number: '4000000000009235', risk: 'elevated' }),
  // Stripe's page asks the payer to solve a captcha first; API requests skip it.
  testCard({ name: 'captcha', number: '4000000000001208', readyMade: false }),
  testCard({ name: 'captcha_2', number: '4000000000003725', readyMade: false }),
];

/** Cards with failed CVC or address checks. */
export const CHECK_CARDS: readonly TestCard[] = [
  testCard({ name: 'cvcCheckFail', number: '4000000000000101', checks: { cvc: 'fail' } }),
  testCard({ name: 'avsZipFail', number: '4000000000000036', checks: { postalCode: 'fail' } }),
  testCard({ name: 'avsLine1Fail', number: '4000000000000028', checks: { line1: 'fail' } }),
  testCard({ name: 'avsFail', number: '4000000000000010', checks: { line1: 'fail', postalCode: 'fail' } }),
  testCard({
    name: 'avsUnchecked',
    number: '4000000000000044',
    checks: { line1: 'unavailable', postalCode: 'unavailable' },
  }),
  testCard({
    name: 'cvcCheckFailElevatedRisk',
    number: '4000058400307872',
    funding: 'debit',
    checks: { cvc: 'fail' },
    risk: 'elevated',
  }),
  testCard({
    name: 'avsZipFailElevatedRisk',
    number: '4000058400306072',
    funding: 'debit',
    checks: { postalCode: 'fail' },
    risk: 'elevated',
  }),
];
