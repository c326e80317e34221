import { describe, expect, it } from 'vitest';
import { attempt, network, VAULT } from './ask.ts';

const { simulator, known, typed, instrument, pay, save, setUp } = network();

describe('a declined card', () => {
  it.each([
    ['visa_chargeDeclined', 'card_declined', 'generic_decline', 'Your card was declined.', 'try_again_later'],
    [
      'visa_chargeDeclinedInsufficientFunds',
      'card_declined',
      'insufficient_funds',
      'Your card has insufficient funds.',
      'try_again_later',
    ],
    ['visa_chargeDeclinedLostCard', 'card_declined', 'lost_card', 'Your card was declined.', 'do_not_try_again'],
    ['visa_chargeDeclinedStolenCard', 'card_declined', 'stolen_card', 'Your card was declined.', 'do_not_try_again'],
    ['chargeDeclinedExpiredCard', 'expired_card', 'expired_card', 'Your card has expired.', 'confirm_card_data'],
    [
      'chargeDeclinedIncorrectCvc',
      'incorrect_cvc',
      'incorrect_cvc',
      "Your card's security code is incorrect.",
      'confirm_card_data',
    ],
    [
      'chargeDeclinedProcessingError',
      'processing_error',
      'processing_error',
      'An error occurred while processing your card. Try again in a little bit.',
      'try_again_later',
    ],
    [
      'visa_chargeDeclinedVelocityLimitExceeded',
      'card_declined',
      'card_velocity_exceeded',
      'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
      'try_again_later',
    ],
  ])('%s has the reason when it is charged, saved or set up', async (name, code, declineCode, message, adviceCode) => {
    const card = known(`pm_card_${name}`);
    for (const answer of [await pay(card), await save(card), await setUp(card)]) {
      if (answer.outcome !== 'declined') throw new Error(answer.outcome);
      const { decline } = answer;
      expect({ ...decline, declineCode: decline.declineCode }).toMatchObject({
        code,
        declineCode,
        message,
        adviceCode,
        by: 'issuer',
      });
    }
  });

  it('has the invalid field as param', async () => {
    const params = [
      'pm_card_chargeDeclinedExpiredCard',
      'pm_card_chargeDeclinedIncorrectCvc',
      'pm_card_chargeDeclined',
    ];
    const answers = await Promise.all(params.map((id) => pay(known(id))));
    expect(answers.map((answer) => answer.outcome === 'declined' && answer.decline.param)).toEqual([
      'exp_month',
      'cvc',
      undefined,
    ]);
  });

  it('has risk and checks in its response as well', async () => {
    expect(await pay(typed('4000000000000002'))).toMatchObject({
      risk: { level: 'normal' },
      checks: { cvc_check: 'pass', address_line1_check: null, address_postal_code_check: null },
    });
  });

  it.each([
    ['chargeDeclined', '01', undefined],
    ['chargeDeclinedInsufficientFunds', '51', '02'],
    ['chargeDeclinedLostCard', '41', '01'],
    ['chargeDeclinedStolenCard', '43', '01'],
    ['chargeDeclinedExpiredCard', '54', '03'],
    ['chargeDeclinedIncorrectCvc', 'N7', '03'],
    ['chargeDeclinedProcessingError', '06', undefined],
    ['chargeDeclinedVelocityLimitExceeded', '61', '02'],
  ])('has the codes of the network: %s', async (name, code, advice) => {
    const answer = await pay(known(`pm_card_${name}`));
    const decline = answer.outcome === 'declined' ? answer.decline : undefined;
    expect([decline?.networkDeclineCode, decline?.networkAdviceCode]).toEqual([code, advice]);
  });

  it('is not declined for a wrong CVC if none was given', async () => {
    const card = simulator.tokenize({ number: '4000000000000127', expMonth: 1, expYear: 2030 }, VAULT);
    expect(await pay(card)).toMatchObject({ outcome: 'approved', checks: { cvc_check: null } });
  });

  it('cannot get an incremental authorization', async () => {
    const raise = (id: string) =>
      simulator.increment({
        attempt: attempt(),
        authorization: 'a',
        instrument: instrument(known(id)),
        amount: 1,
        currency: 'usd',
      });
    expect(await raise('pm_card_visa')).toEqual({ outcome: 'approved' });
    expect(await raise('pm_card_debit_incrementalAuthAuthorized')).toEqual({ outcome: 'approved' });
    expect(await raise('pm_card_credit_disableEnterpriseCardFeatures')).toMatchObject({
      outcome: 'declined',
      decline: { declineCode: 'generic_decline' },
    });
    expect(await raise('pm_card_chargeCustomerFail')).toMatchObject({ outcome: 'declined' });
  });
});

describe('a card that fails later', () => {
  it.each([
    ['pm_card_chargeCustomerFail', 'generic_decline'],
    ['tok_visa_chargeCustomerFailLostCard', 'lost_card'],
    ['tok_visa_chargeCustomerFailStolenCard', 'stolen_card'],
  ])('%s is saved, and declined with %s when it is charged', async (id, declineCode) => {
    const card = known(id);
    expect(await save(card)).toMatchObject({ outcome: 'valid' });
    expect(await setUp(card)).toMatchObject({ outcome: 'approved' });
    expect(await pay(card)).toMatchObject({ outcome: 'declined', decline: { declineCode } });
  });
});
