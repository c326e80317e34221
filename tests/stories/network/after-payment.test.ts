import { describe, expect, it } from 'vitest';
import { attempt, network } from './ask.ts';

const { simulator, known, instrument, pay } = network();

describe('consequences of a payment', () => {
  it.each([
    ['createDispute', 'dispute_fraudulent'],
    ['createDisputeProductNotReceived', 'dispute_product_not_received'],
    ['createDisputeInquiry', 'dispute_inquiry'],
    ['createMultipleDisputes', 'dispute_multiple'],
    ['createCe3EligibleDispute', 'dispute_ce3_eligible'],
    ['createComplianceDispute', 'dispute_compliance'],
    ['createIssuerFraudRecord', 'early_fraud_warning'],
    ['visa_triggerNextRequirements', 'account_requirements_due'],
    ['visa_triggerChargeBlock', 'account_charges_blocked'],
    ['visa_triggerPayoutBlock', 'account_payouts_blocked'],
    ['visa', null],
  ])('with %s is %s', async (name, aftermath) => {
    expect(await pay(known(`pm_card_${name}`))).toMatchObject({ outcome: 'approved', aftermath });
  });

  it('are not a fraud dispute if 3-D Secure was tried', async () => {
    const asked = { requestThreeDSecure: 'any' } as const;
    expect(await pay(known('pm_card_createDispute'), asked)).toMatchObject({ outcome: 'approved', aftermath: null });
    expect(await pay(known('pm_card_createDisputeProductNotReceived'), asked)).toMatchObject({
      aftermath: 'dispute_product_not_received',
    });
  });

  it.each([
    ['bypassPending', true],
    ['bypassPendingInternational', true],
    ['visa', false],
  ])('with %s money is available at once: %s', async (name, availableAtOnce) => {
    expect(await pay(known(`pm_card_${name}`))).toMatchObject({ availableAtOnce });
  });
});

describe('a refund', () => {
  const reference = { number: expect.stringMatching(/^\d{16}$/), afterSeconds: 3 };
  it.each([
    ['pm_card_visa', { outcome: 'succeeded', reference }],
    ['pm_card_pendingRefund', { outcome: 'pending', ends: 'succeeded', afterSeconds: 60, reference }],
    ['pm_card_refundFail', { outcome: 'succeeded_then_fails', afterSeconds: 60 }],
  ])('to %s', async (id, result) => {
    expect(
      await simulator.refund({
        attempt: attempt(),
        authorization: 'a',
        instrument: instrument(known(id)),
        amount: 500,
        currency: 'usd',
      }),
    ).toEqual(result);
  });
});
