import { type TestCard, testCard } from '../test-card.ts';

/** Cards under Strong Customer Authentication: authentication depends on the payer's presence and on setup. */
export const AUTHENTICATION_CARDS: readonly TestCard[] = [
  challenged({
    name: 'authenticationRequiredOnSetup',
    number: '4000002500003155',
    country: 'FR',
    authentication: 'until_set_up',
  }),
  challenged({ name: 'authenticationRequired', number: '4000002760003184', country: 'DE' }),
  challenged({
    name: 'authenticationRequiredSetupForOffSession',
    number: '4000003800000446',
    country: 'IT',
    authentication: 'on_session',
  }),
  challenged({
    name: 'authenticationRequiredChargeDeclinedInsufficientFunds',
    number: '4000008260003178',
    country: 'GB',
    authentication: 'until_set_up',
    declines: 'insufficient_funds',
    declinesWhen: 'charged',
  }),
];

/** Cards for each 3-D Secure result. */
export const THREE_D_SECURE_CARDS: readonly TestCard[] = [
  challenged({ name: 'threeDSecure2Required', number: '4000000000003220', country: 'IE' }),
  challenged({ name: 'threeDSecureRequired', number: '4000000000003063' }),
  challenged({ name: 'threeDSecure2Required_us', number: '4000008400000027', readyMade: false }),
  challenged({
    name: 'threeDSecureRequiredChargeDeclined',
    number: '4000008400001629',
    declines: 'generic_decline',
    declinesWhen: 'charged',
  }),
  challenged({
    name: 'threeDSecureRequiredProcessingError',
    number: '4000008400001280',
    threeDSecure: 'lookup_fails',
  }),
  challenged({ name: 'threeDSecureOptional', number: '4000000000003055', authentication: 'when_asked' }),
  testCard({
    name: 'threeDSecureOptionalProcessingError',
    number: '4000000000003097',
    threeDSecure: 'lookup_fails',
  }),
  challenged({
    name: 'threeDSecureFrictionless',
    number: '4000000032200000',
    threeDSecure: 'frictionless',
    readyMade: false,
  }),
];

/** Cards for each challenge type: out of band, one-time code, one choice, several choices; new and older. */
export const CHALLENGE_CARDS: readonly TestCard[] = [
  typed('challenge_out_of_band', '4000582600000094', 'GB', 'debit'),
  typed('challenge_one_time_code', '4000582600000045', 'GB', 'debit'),
  typed('challenge_single_select', '4000582600000102', 'GB', 'debit'),
  typed('challenge_multi_select', '4000582600000110', 'GB', 'debit'),
  typed('challenge_one_time_code_2', '4000000000003238', 'IE', 'credit'),
  typed('challenge_single_select_2', '4000000000003246', 'IE', 'credit'),
  typed('challenge_multi_select_2', '4000000000003253', 'IE', 'credit'),
];

function challenged(given: Partial<TestCard> & Pick<TestCard, 'name' | 'number'>): TestCard {
  return testCard({ authentication: 'always', threeDSecure: 'challenge', ...given });
}

function typed(name: string, number: string, country: string, funding: TestCard['funding']): TestCard {
  return challenged({ name, number, country, funding, readyMade: false });
}
