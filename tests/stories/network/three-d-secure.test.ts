import { describe, expect, it } from 'vitest';
import type { AuthorizeRequest } from '../../../src/network/type.ts';
import { network } from './ask.ts';

const { known, typed, pay, setUp, save } = network();

const ON_SESSION: Partial<AuthorizeRequest> = { initiator: 'customer' };
const ON_SESSION_SAVED: Partial<AuthorizeRequest> = { initiator: 'customer', setUpForOffSession: true };
const OFF_SESSION: Partial<AuthorizeRequest> = { initiator: 'merchant' };
const OFF_SESSION_SAVED: Partial<AuthorizeRequest> = { initiator: 'merchant', setUpForOffSession: true };

async function inShort(id: string, changes: Partial<AuthorizeRequest>): Promise<string> {
  const answer = await pay(known(id), changes);
  if (answer.outcome === 'declined') return answer.decline.declineCode ?? answer.decline.code;
  return answer.outcome;
}

describe('required authentication', () => {
  it.each([
    ['pm_card_visa', 'approved', 'approved', 'approved', 'approved'],
    [
      'pm_card_authenticationRequiredOnSetup',
      'action_required',
      'action_required',
      'authentication_required',
      'approved',
    ],
    [
      'pm_card_authenticationRequired',
      'action_required',
      'action_required',
      'authentication_required',
      'authentication_required',
    ],
    ['pm_card_authenticationRequiredSetupForOffSession', 'action_required', 'action_required', 'approved', 'approved'],
    [
      'pm_card_authenticationRequiredChargeDeclinedInsufficientFunds',
      'action_required',
      'action_required',
      'authentication_required',
      'insufficient_funds',
    ],
    [
      'pm_card_threeDSecure2Required',
      'action_required',
      'action_required',
      'authentication_required',
      'authentication_required',
    ],
    ['pm_card_threeDSecureOptional', 'approved', 'approved', 'approved', 'approved'],
  ])('with %s depends on presence and on setup', async (id, onSession, onSessionSaved, offSession, offSessionSaved) => {
    expect(await inShort(id, ON_SESSION)).toBe(onSession);
    expect(await inShort(id, ON_SESSION_SAVED)).toBe(onSessionSaved);
    expect(await inShort(id, OFF_SESSION)).toBe(offSession);
    expect(await inShort(id, OFF_SESSION_SAVED)).toBe(offSessionSaved);
  });

  it('is a decline code if the customer is not present', async () => {
    expect(await pay(known('tok_authenticationRequired'), OFF_SESSION)).toMatchObject({
      decline: {
        code: 'authentication_required',
        declineCode: 'authentication_required',
        message: 'Your card was declined. This transaction requires authentication.',
        by: 'issuer',
      },
      checks: { cvc_check: 'pass' },
      threeDSecure: null,
    });
  });
});

describe('a customer who acted', () => {
  it.each(['4000002500003155', '4000002760003184', '4000003800000446', '4000000000003220', '4000582600000094'])(
    'pays with %s after authenticating',
    async (number) => {
      expect(await pay(typed(number))).toEqual({ outcome: 'action_required', action: 'three_d_secure' });
      expect(await pay(typed(number), { action: 'succeeded' })).toMatchObject({
        outcome: 'approved',
        threeDSecure: {
          authentication_flow: 'challenge',
          electronic_commerce_indicator: '05',
          result: 'authenticated',
          result_reason: null,
          version: '2.2.0',
        },
      });
    },
  );

  it('can still be declined for insufficient funds', async () => {
    expect(
      await inShort('pm_card_authenticationRequiredChargeDeclinedInsufficientFunds', { action: 'succeeded' }),
    ).toBe('insufficient_funds');
    expect(await inShort('pm_card_threeDSecureRequiredChargeDeclined', { action: 'succeeded' })).toBe(
      'generic_decline',
    );
  });

  it('is declined after failing to authenticate', async () => {
    expect(await pay(typed('4000002760003184'), { action: 'failed' })).toMatchObject({
      outcome: 'declined',
      decline: { code: 'payment_intent_authentication_failure', by: 'network' },
      threeDSecure: { result: 'failed', result_reason: 'rejected' },
    });
  });
});

describe('3-D Secure that the merchant asks for', () => {
  it.each(['any', 'challenge'] as const)('(%s) prompts only cards that are enrolled', async (requestThreeDSecure) => {
    expect(await inShort('pm_card_threeDSecureOptional', { requestThreeDSecure })).toBe('action_required');
    expect(await inShort('pm_card_in', { requestThreeDSecure })).toBe('action_required');
    expect(await pay(known('pm_card_visa'), { requestThreeDSecure })).toMatchObject({
      outcome: 'approved',
      threeDSecure: { authentication_flow: null, result: 'attempt_acknowledged', electronic_commerce_indicator: '06' },
    });
    expect(await pay(known('pm_card_mastercard'), { requestThreeDSecure })).toMatchObject({
      threeDSecure: { result: 'attempt_acknowledged', electronic_commerce_indicator: '01' },
    });
    expect(await pay(known('pm_card_amex_threeDSecureNotSupported'), { requestThreeDSecure })).toMatchObject({
      outcome: 'approved',
      threeDSecure: { result: 'not_supported', version: null },
    });
  });

  it('is not requested for off-session payments', async () => {
    expect(
      await pay(known('pm_card_threeDSecureOptional'), { ...OFF_SESSION, requestThreeDSecure: 'any' }),
    ).toMatchObject({
      outcome: 'approved',
      threeDSecure: null,
    });
  });

  it('can fail', async () => {
    expect(await inShort('pm_card_threeDSecureRequiredProcessingError', {})).toBe('generic_decline');
    expect(await inShort('pm_card_threeDSecureOptionalProcessingError', {})).toBe('approved');
    expect(
      await pay(known('pm_card_threeDSecureOptionalProcessingError'), { requestThreeDSecure: 'any' }),
    ).toMatchObject({
      decline: { code: 'processing_error' },
      threeDSecure: { result: 'processing_error', result_reason: 'protocol_error' },
    });
  });

  it('can be frictionless', async () => {
    expect(await pay(typed('4000000032200000'))).toMatchObject({
      outcome: 'approved',
      threeDSecure: { authentication_flow: 'frictionless', result: 'authenticated' },
    });
  });
});

describe('a card that is set up', () => {
  it('requires authentication now if it would later', async () => {
    const outcomes = [
      'pm_card_visa',
      'pm_card_authenticationRequiredOnSetup',
      'pm_card_authenticationRequired',
      'pm_card_threeDSecureOptional',
    ];
    const answers = await Promise.all(outcomes.map((id) => setUp(known(id))));
    expect(answers.map(({ outcome }) => outcome)).toEqual([
      'approved',
      'action_required',
      'action_required',
      'approved',
    ]);
  });

  it('is ready after the authentication, and not if it failed', async () => {
    const card = known('pm_card_authenticationRequiredOnSetup');
    expect(await setUp(card, 'succeeded')).toMatchObject({
      outcome: 'approved',
      threeDSecure: { result: 'authenticated' },
    });
    expect(await setUp(card, 'failed')).toMatchObject({
      outcome: 'declined',
      decline: { code: 'setup_intent_authentication_failure' },
    });
  });

  it('can also be saved off session', async () => {
    expect(await save(known('pm_card_authenticationRequiredOnSetup'))).toMatchObject({ outcome: 'valid' });
  });
});
