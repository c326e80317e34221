import { type TestCard, testCard } from '../test-card.ts';

/** Cards with disputes or early fraud warnings. */
export const DISPUTE_CARDS: readonly TestCard[] = [
  testCard({ name: 'createDispute', number: '4000000000000259', aftermath: 'dispute_fraudulent' }),
  testCard({
    name: 'createDisputeProductNotReceived',
    number: '4000000000002685',
    aftermath: 'dispute_product_not_received',
  }),
  testCard({ name: 'createDisputeInquiry', number: '4000000000001976', aftermath: 'dispute_inquiry' }),
  testCard({ name: 'createIssuerFraudRecord', number: '4000000000005423', aftermath: 'early_fraud_warning' }),
  testCard({
    name: 'createMultipleDisputes',
    number: '4000000404000079',
    country: 'AT',
    aftermath: 'dispute_multiple',
  }),
  testCard({
    name: 'createCe3EligibleDispute',
    number: '4000000404000038',
    country: 'AT',
    aftermath: 'dispute_ce3_eligible',
  }),
  testCard({ name: 'createComplianceDispute', number: '4000008400000779', aftermath: 'dispute_compliance' }),
];

/** Cards with pending or failing refunds. */
export const REFUND_CARDS: readonly TestCard[] = [
  testCard({ name: 'pendingRefund', number: '4000000000007726', refunds: 'pending_then_succeed' }),
  testCard({ name: 'refundFail', number: '4000000000005126', refunds: 'succeed_then_fail' }),
];

/** Cards whose funds are available at once. */
export const BALANCE_CARDS: readonly TestCard[] = [
  testCard({ name: 'bypassPending', number: '4000000000000077', availableAtOnce: true }),
  testCard({
    name: 'bypassPendingInternational',
    number: '4000003720000278',
    country: 'IE',
    availableAtOnce: true,
  }),
];

/** Cards that trigger requirements of a connected account, or disable its charges or payouts. */
export const REQUIREMENT_CARDS: readonly TestCard[] = [
  testCard({
    name: 'visa_triggerNextRequirements',
    aliases: ['visa_triggerVerification'],
    number: '4000000000004202',
    aftermath: 'account_requirements_due',
  }),
  testCard({ name: 'visa_triggerChargeBlock', number: '4000000000004210', aftermath: 'account_charges_blocked' }),
  testCard({
    name: 'visa_triggerPayoutBlock',
    aliases: ['visa_triggerTransferBlock'],
    number: '4000000000004236',
    aftermath: 'account_payouts_blocked',
  }),
];
