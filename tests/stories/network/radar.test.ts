import { describe, expect, it } from 'vitest';
import { attempt, network } from './ask.ts';

const { simulator, known, typed, instrument, pay, save } = network();
const ADDRESS = { postalCodeProvided: true, line1Provided: true };

describe('risk', () => {
  it('is low for a plain card', async () => {
    for (let i = 0; i < 100; i++) {
      const answer = await pay(known('pm_card_visa'));
      if (answer.outcome !== 'approved') throw new Error(answer.outcome);
      expect(answer.risk.level).toBe('normal');
      expect(answer.risk.score).toBeLessThan(65);
    }
  });

  it.each(['pm_card_radarBlock', 'pm_card_riskLevelHighest'])('blocks %s before the issuer is asked', async (id) => {
    const answer = await pay(known(id));
    expect(answer).toMatchObject({
      outcome: 'declined',
      decline: { code: 'card_declined', declineCode: 'fraudulent', message: 'Your card was declined.', by: 'risk' },
      risk: { level: 'highest' },
    });
    expect(answer.outcome === 'declined' && answer.risk.score).toBeGreaterThanOrEqual(75);
    expect(await save(known(id))).toMatchObject({ outcome: 'valid' });
  });

  it('allows elevated risk, and records it', async () => {
    const answer = await pay(known('pm_card_riskLevelElevated'));
    expect(answer).toMatchObject({ outcome: 'approved', risk: { level: 'elevated' } });
  });
});

describe('checks', () => {
  it('only cover the data that was given', async () => {
    const card = typed('4242424242424242');
    expect(await pay(card)).toMatchObject({
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    });
    expect(await pay(card, { instrument: { type: 'card', token: 'visa', ...ADDRESS } })).toMatchObject({
      checks: { address_line1_check: 'pass', address_postal_code_check: 'pass', cvc_check: null },
    });
  });

  it.each([
    ['4000000000000101', { cvc_check: 'fail' }, { code: 'incorrect_cvc', param: 'cvc' }],
    ['4000000000000036', { address_postal_code_check: 'fail' }, { code: 'incorrect_zip', param: 'address_zip' }],
    ['4000000000000010', { address_line1_check: 'fail', address_postal_code_check: 'fail' }, { code: 'incorrect_zip' }],
    ['4000058400307872', { cvc_check: 'fail' }, { code: 'incorrect_cvc' }],
    ['4000058400306072', { address_postal_code_check: 'fail' }, { code: 'incorrect_zip' }],
  ])('that fail decline %s, unless the merchant allows it', async (number, checks, decline) => {
    const given = { ...instrument(typed(number)), ...ADDRESS };
    const lenient = { avsFailure: false, cvcFailure: false };
    expect(await pay(typed(number), { instrument: given })).toMatchObject({ outcome: 'declined', checks, decline });
    expect(await simulator.verify({ attempt: attempt(), instrument: given })).toMatchObject({
      outcome: 'declined',
      decline,
    });
    expect(await pay(typed(number), { instrument: given, declineOn: lenient })).toMatchObject({
      outcome: 'approved',
      checks,
    });
    expect(await simulator.verify({ attempt: attempt(), instrument: given, declineOn: lenient })).toMatchObject({
      outcome: 'valid',
      checks,
    });
  });

  it.each([
    ['4000000000000028', { address_line1_check: 'fail', address_postal_code_check: 'pass' }],
    ['4000000000000044', { address_line1_check: 'unavailable', address_postal_code_check: 'unavailable' }],
  ])('do not decline %s', async (number, checks) => {
    expect(await pay(typed(number), { instrument: { ...instrument(typed(number)), ...ADDRESS } })).toMatchObject({
      outcome: 'approved',
      checks,
    });
  });

  it('that would fail do not decline a card if no data was given', async () => {
    expect(await pay(known('pm_card_avsZipFail'))).toMatchObject({ outcome: 'approved' });
  });
});
