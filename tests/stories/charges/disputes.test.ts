import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';

/** Creates a payment with a test card; returns it with its dispute, if any. */
async function paidWith(
  { stripe }: Harness,
  card: string,
  more: Partial<Stripe.PaymentIntentCreateParams> = {},
): Promise<{ intent: string; charge: string; dispute: Stripe.Dispute }> {
  const { id, latest_charge } = await stripe.paymentIntents.create({
    amount: 1000,
    currency: 'usd',
    confirm: true,
    payment_method: card,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    ...more,
  });
  const [dispute] = (await stripe.disputes.list({ payment_intent: id })).data;
  return { intent: id, charge: latest_charge as string, dispute: dispute as Stripe.Dispute };
}

async function balance({ stripe }: Harness): Promise<number> {
  const { available, pending } = await stripe.balance.retrieve();
  return [...available, ...pending].reduce((sum, { amount }) => sum + amount, 0);
}

/** A payment of 1000 usd minus its fee, and the fee of a dispute. */
const NET = 941;
const DISPUTE_FEE = 1500;

describe('a merchant whose customer disputes a payment', () => {
  it('has the dispute right after the payment, with funds and fee withdrawn', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { intent, charge, dispute } = await paidWith(harness, 'pm_card_createDispute');
      expect(await stripe.charges.retrieve(charge)).toMatchObject({ disputed: true, dispute: dispute.id, paid: true });
      expect(dispute).toMatchObject({
        amount: 1000,
        balance_transactions: [
          {
            amount: -1000,
            fee: DISPUTE_FEE,
            net: -2500,
            type: 'adjustment',
            reporting_category: 'dispute',
            description: `Chargeback withdrawal for ${charge}`,
            fee_details: [{ amount: DISPUTE_FEE, description: 'Dispute fee' }],
            source: dispute.id,
            status: 'pending',
          },
        ],
        charge,
        evidence_details: { has_evidence: false, submission_count: 0, submission_method: 'not_submitted' },
        is_charge_refundable: false,
        payment_intent: intent,
        payment_method_details: { card: { brand: 'visa', case_type: 'chargeback' }, type: 'card' },
        reason: 'fraudulent',
        status: 'needs_response',
      });
      expect(await balance(harness)).toBe(NET - 1000 - DISPUTE_FEE);
      expect(await harness.eventTypes()).toEqual([
        'payment_intent.created',
        'charge.succeeded',
        'payment_intent.succeeded',
        'charge.updated',
        'charge.dispute.created',
        'charge.dispute.funds_withdrawn',
      ]);
    }));

  it('has nine days to respond, to the end of the last', () =>
    withFlorin(async (harness) => {
      const { dispute } = await paidWith(harness, 'pm_card_createDispute');
      const due = new Date((dispute.evidence_details.due_by ?? 0) * 1000);
      expect(due.toISOString()).toMatch(/T23:59:59/);
      const days = (due.getTime() / 1000 - dispute.created) / 86_400;
      expect(Math.ceil(days)).toBe(10);
    }));

  it('gets no dispute for an authorization, only after the capture', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { intent, charge, dispute } = await paidWith(harness, 'pm_card_createDispute', {
        capture_method: 'manual',
      });
      expect(dispute).toBeUndefined();
      await stripe.paymentIntents.capture(intent, { amount_to_capture: 600 });
      const [found] = (await stripe.disputes.list({ charge })).data;
      expect(found).toMatchObject({ amount: 600, status: 'needs_response' });
      expect((await stripe.charges.retrieve(charge)).disputed).toBe(true);
    }));

  it('gets no fraud dispute if the customer authenticated', () =>
    withFlorin(async (harness) => {
      const { charge, dispute } = await paidWith(harness, 'pm_card_createDispute', {
        payment_method_options: { card: { request_three_d_secure: 'any' } },
      });
      expect(dispute).toBeUndefined();
      expect((await harness.stripe.charges.retrieve(charge)).disputed).toBe(false);
    }));

  it('finds it by charge, by payment and by date, with its reason', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const first = await paidWith(harness, 'pm_card_createDispute');
      await florin.advance('2d');
      const second = await paidWith(harness, 'pm_card_createDisputeProductNotReceived');
      expect(second.dispute).toMatchObject({ reason: 'product_not_received' });
      const ids = async (params: Stripe.DisputeListParams) =>
        (await stripe.disputes.list(params)).data.map(({ id }) => id);
      expect(await ids({})).toEqual([second.dispute.id, first.dispute.id]);
      expect(await ids({ charge: first.charge })).toEqual([first.dispute.id]);
      expect(await ids({ payment_intent: second.intent })).toEqual([second.dispute.id]);
      expect(await ids({ charge: first.charge, payment_intent: second.intent })).toEqual([]);
      expect(await ids({ created: { lte: first.dispute.created } })).toEqual([first.dispute.id]);
      const whole = await stripe.disputes.retrieve(first.dispute.id, {
        expand: ['charge', 'payment_intent', 'balance_transactions'],
      });
      expect(whole).toMatchObject({
        charge: { id: first.charge, disputed: true },
        payment_intent: { id: first.intent },
        balance_transactions: [{ status: 'available' }],
      });
      await expect(stripe.disputes.retrieve('dp_none')).rejects.toMatchObject({
        code: 'resource_missing',
        param: 'dispute',
        statusCode: 404,
      });
    }));

  it('cannot refund the disputed amount before winning', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const { charge, dispute } = await paidWith(harness, 'pm_card_createDispute');
      await expect(stripe.refunds.create({ charge })).rejects.toMatchObject({
        statusCode: 400,
        code: 'charge_disputed',
        message: `Charge ${charge} has been charged back; cannot issue a refund.`,
      });
      await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: 'winning_evidence' } });
      await florin.settled();
      expect((await stripe.refunds.create({ charge })).status).toBe('succeeded');
    }));

  it("gets the customer's details, as far as the payment has them", () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { id: customer } = await stripe.customers.create({ name: 'Jenny Rosen', email: 'jenny@example.com' });
      const { dispute } = await paidWith(harness, 'pm_card_createDispute', { customer });
      expect(dispute.evidence).toMatchObject({
        customer_name: 'Jenny Rosen',
        customer_email_address: 'jenny@example.com',
        uncategorized_text: null,
      });
    }));
});

describe('a merchant who responds to a dispute', () => {
  it('wins: the funds are returned, the fee is not', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const { charge, dispute } = await paidWith(harness, 'pm_card_createDispute');
      const sent = await stripe.disputes.update(dispute.id, {
        evidence: { uncategorized_text: 'winning_evidence', product_description: 'A chair' },
        metadata: { case: '17' },
      });
      expect(sent).toMatchObject({
        status: 'under_review',
        evidence: { uncategorized_text: 'winning_evidence', product_description: 'A chair' },
        evidence_details: { has_evidence: true, past_due: false, submission_count: 1, submission_method: 'manual' },
        metadata: { case: '17' },
        is_charge_refundable: false,
      });
      await florin.settled();
      const won = await stripe.disputes.retrieve(dispute.id);
      expect(won).toMatchObject({ status: 'won', is_charge_refundable: true });
      expect(won.balance_transactions).toMatchObject([
        { amount: -1000, fee: DISPUTE_FEE },
        {
          amount: 1000,
          fee: 0,
          fee_details: [],
          net: 1000,
          type: 'adjustment',
          reporting_category: 'dispute_reversal',
          description: `Chargeback reversal for ${charge}`,
        },
      ]);
      expect((await stripe.charges.retrieve(charge)).disputed).toBe(true);
      expect(await balance(harness)).toBe(NET - DISPUTE_FEE);
      expect((await harness.eventTypes()).slice(-3)).toEqual([
        'charge.dispute.updated',
        'charge.dispute.funds_reinstated',
        'charge.dispute.closed',
      ]);
      const [closed] = (await stripe.events.list({ type: 'charge.dispute.closed' })).data;
      expect(closed?.data.previous_attributes).toEqual({ status: 'under_review', is_charge_refundable: false });
    }));

  it('gets the decision right after submitting the evidence', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { dispute } = await paidWith(harness, 'pm_card_createDispute');
      const sent = await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: 'losing_evidence' } });
      expect(sent.status).toBe('under_review');
      expect((await stripe.disputes.retrieve(dispute.id)).status).toBe('lost');
      expect((await harness.eventTypes()).slice(-2)).toEqual(['charge.dispute.updated', 'charge.dispute.closed']);
    }));

  it('loses, and the customer keeps the money', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const { dispute } = await paidWith(harness, 'pm_card_createDispute');
      await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: 'losing_evidence' } });
      await florin.settled();
      expect(await stripe.disputes.retrieve(dispute.id)).toMatchObject({ status: 'lost', is_charge_refundable: false });
      expect(await balance(harness)).toBe(NET - 1000 - DISPUTE_FEE);
      expect(await harness.eventTypes()).not.toContain('charge.dispute.funds_reinstated');
      await expect(stripe.disputes.update(dispute.id, { metadata: { late: '1' } })).rejects.toMatchObject({
        statusCode: 400,
        message: 'This dispute is already closed',
      });
      await expect(stripe.disputes.close(dispute.id)).rejects.toMatchObject({
        message: 'This dispute is already closed',
      });
    }));

  it('waits if its evidence means nothing to the simulator, and can submit once', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const { dispute } = await paidWith(harness, 'pm_card_createDispute');
      await stripe.disputes.update(dispute.id, { evidence: { shipping_tracking_number: '12345' } });
      await florin.advance('60d');
      expect((await stripe.disputes.retrieve(dispute.id)).status).toBe('under_review');
      await expect(
        stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: 'winning_evidence' } }),
      ).rejects.toMatchObject({ statusCode: 400 });
      await expect(stripe.disputes.close(dispute.id)).rejects.toMatchObject({ statusCode: 400 });
      const described = await stripe.disputes.update(dispute.id, { metadata: { note: 'waiting' } });
      expect(described).toMatchObject({ status: 'under_review', metadata: { note: 'waiting' } });
    }));

  it('stages evidence first and submits it later', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const { dispute } = await paidWith(harness, 'pm_card_createDispute');
      await expect(stripe.disputes.update(dispute.id, { submit: true })).rejects.toMatchObject({ param: 'submit' });
      const staged = await stripe.disputes.update(dispute.id, {
        evidence: { customer_name: 'Jenny', uncategorized_text: 'winning_evidence' },
        submit: false,
      });
      expect(staged).toMatchObject({
        status: 'needs_response',
        evidence_details: { has_evidence: true, submission_count: 0, submission_method: 'not_submitted' },
      });
      await florin.settled();
      expect((await stripe.disputes.retrieve(dispute.id)).status).toBe('needs_response');
      expect((await stripe.disputes.update(dispute.id, { submit: true })).status).toBe('under_review');
      await florin.settled();
      expect(await stripe.disputes.retrieve(dispute.id)).toMatchObject({
        status: 'won',
        evidence: { customer_name: 'Jenny' },
      });
    }));

  it('accepts it, and has lost at once', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { dispute } = await paidWith(harness, 'pm_card_createDispute');
      expect(await stripe.disputes.close(dispute.id)).toMatchObject({ status: 'lost', is_charge_refundable: false });
      expect((await harness.eventTypes()).at(-1)).toBe('charge.dispute.closed');
    }));

  it('misses the deadline, and loses', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const { dispute } = await paidWith(harness, 'pm_card_createDispute');
      await florin.advance('9d');
      expect((await stripe.disputes.retrieve(dispute.id)).status).toBe('needs_response');
      await florin.advance('1d');
      expect((await stripe.disputes.retrieve(dispute.id)).status).toBe('lost');
      expect((await harness.eventTypes()).at(-1)).toBe('charge.dispute.closed');
    }));

  it('gets an error for invalid evidence', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { dispute } = await paidWith(harness, 'pm_card_createDispute');
      const send = (evidence: Stripe.DisputeUpdateParams.Evidence) => stripe.disputes.update(dispute.id, { evidence });
      await expect(send({ appeal: { card: { reason_for_filing: 'They came' } } })).rejects.toMatchObject({
        statusCode: 501,
        param: 'evidence[appeal]',
      });
      await expect(send({ uncategorized_text: 'x'.repeat(20_001) })).rejects.toMatchObject({ statusCode: 400 });
      const long = 'x'.repeat(20_000);
      await expect(
        send({
          access_activity_log: long,
          cancellation_policy_disclosure: long,
          cancellation_rebuttal: long,
          duplicate_charge_explanation: long,
          product_description: long,
          refund_policy_disclosure: long,
          refund_refusal_explanation: long,
          uncategorized_text: long,
        }),
      ).rejects.toMatchObject({ statusCode: 400, param: 'evidence' });
      await expect(send({ enhanced_evidence: { visa_compliance: { fee_acknowledged: true } } })).rejects.toMatchObject({
        statusCode: 400,
        param: 'evidence[enhanced_evidence][visa_compliance]',
      });
      await expect(
        stripe.disputes.update(dispute.id, { intended_submission_method: 'smart_disputes' }),
      ).rejects.toMatchObject({ statusCode: 501 });
      expect(await stripe.disputes.retrieve(dispute.id)).toEqual(dispute);
      const manual = await stripe.disputes.update(dispute.id, { intended_submission_method: 'manual' });
      expect(manual).toMatchObject({ intended_submission_method: 'manual', status: 'needs_response' });
    }));
});

describe('an inquiry', () => {
  it('moves no money, and the payment can still be refunded, which closes it', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { charge, dispute } = await paidWith(harness, 'pm_card_createDisputeInquiry');
      expect(dispute).toMatchObject({
        status: 'warning_needs_response',
        is_charge_refundable: true,
        balance_transactions: [],
        payment_method_details: { card: { case_type: 'inquiry' } },
      });
      expect((await stripe.charges.retrieve(charge)).disputed).toBe(true);
      expect(await balance(harness)).toBe(NET);
      expect(await harness.eventTypes()).not.toContain('charge.dispute.funds_withdrawn');
      await stripe.refunds.create({ charge, amount: 400 });
      expect((await stripe.disputes.retrieve(dispute.id)).status).toBe('warning_needs_response');
      await stripe.refunds.create({ charge });
      expect((await stripe.disputes.retrieve(dispute.id)).status).toBe('warning_closed');
      expect((await harness.eventTypes()).slice(-3)).toEqual([
        'refund.created',
        'charge.refunded',
        'charge.dispute.closed',
      ]);
    }));

  it.each(['winning_evidence', 'losing_evidence'])('accepts %s', (text) =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const { dispute } = await paidWith(harness, 'pm_card_createDisputeInquiry');
      const sent = await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: text } });
      expect(sent.status).toBe('warning_under_review');
      await florin.settled();
      expect((await stripe.disputes.retrieve(dispute.id)).status).toBe('warning_closed');
      expect(await balance(harness)).toBe(NET);
    }),
  );

  it('escalates: funds and pending refunds are withdrawn, and the merchant can respond again', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const { charge, dispute } = await paidWith(harness, 'pm_card_createDisputeInquiry');
      const early = await stripe.refunds.create({ charge, amount: 100 });
      await florin.advance('1d');
      const late = await stripe.refunds.create({ charge, amount: 200 });
      await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: 'escalate_inquiry_evidence' } });
      await florin.settled();
      const escalated = await stripe.disputes.retrieve(dispute.id);
      expect(escalated).toMatchObject({
        status: 'needs_response',
        is_charge_refundable: false,
        balance_transactions: [{ amount: -1000, fee: DISPUTE_FEE }],
        payment_method_details: { card: { case_type: 'chargeback' } },
      });
      expect(escalated.evidence_details.due_by).toBeGreaterThan(dispute.evidence_details.due_by ?? 0);
      // A refund that was already sent stays, as at Stripe; the other one is canceled.
      expect((await stripe.refunds.retrieve(early.id)).status).toBe('succeeded');
      expect(await stripe.refunds.retrieve(late.id)).toMatchObject({
        status: 'failed',
        failure_reason: 'charge_for_pending_refund_disputed',
      });
      expect(await balance(harness)).toBe(NET - 100 - 1000 - DISPUTE_FEE);
      expect(await harness.eventTypes()).toContain('charge.dispute.funds_withdrawn');
      await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: 'winning_evidence' } });
      await florin.settled();
      expect(await stripe.disputes.retrieve(dispute.id)).toMatchObject({
        status: 'won',
        evidence_details: { submission_count: 2 },
      });
      expect(await balance(harness)).toBe(NET - 100 - DISPUTE_FEE);
    }));

  it('withdraws funds once if it escalates during a refund', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const { charge, dispute } = await paidWith(harness, 'pm_card_createDisputeInquiry');
      await Promise.allSettled([
        stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: 'escalate_inquiry_evidence' } }),
        stripe.refunds.create({ charge }),
        florin.settled(),
      ]);
      await florin.settled();
      const { status } = await stripe.disputes.retrieve(dispute.id);
      const { amount_refunded } = await stripe.charges.retrieve(charge);
      expect([status, amount_refunded]).toEqual(
        status === 'warning_closed' ? ['warning_closed', 1000] : ['needs_response', 0],
      );
      expect(await balance(harness)).toBe(NET - 1000 - (status === 'warning_closed' ? 0 : DISPUTE_FEE));
    }));

  it('is closed by acceptance, by time, or by an issuer that does not return', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const [accepted, ignored, answered] = [
        await paidWith(harness, 'pm_card_createDisputeInquiry'),
        await paidWith(harness, 'pm_card_createDisputeInquiry'),
        await paidWith(harness, 'pm_card_createDisputeInquiry'),
      ];
      expect((await stripe.disputes.close(accepted.dispute.id)).status).toBe('warning_closed');
      const [closed] = (await stripe.events.list({ type: 'charge.dispute.closed' })).data;
      expect(closed?.data.previous_attributes).toEqual({ status: 'warning_needs_response' });
      await stripe.disputes.update(answered.dispute.id, { evidence: { product_description: 'A chair' } });
      await florin.advance('10d');
      expect((await stripe.disputes.retrieve(ignored.dispute.id)).status).toBe('warning_closed');
      expect((await stripe.disputes.retrieve(answered.dispute.id)).status).toBe('warning_under_review');
      await florin.advance('111d');
      expect((await stripe.disputes.retrieve(answered.dispute.id)).status).toBe('warning_closed');
    }));
});

describe('other disputes', () => {
  it('exist several at once, each for a part of the payment', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const { charge } = await paidWith(harness, 'pm_card_createMultipleDisputes', { amount: 1001 });
      const { data } = await stripe.disputes.list({ charge });
      expect(data.map(({ amount }) => amount).sort()).toEqual([500, 501]);
      const [one, two] = data as [Stripe.Dispute, Stripe.Dispute];
      await stripe.disputes.update(one.id, { evidence: { uncategorized_text: 'winning_evidence' } });
      await florin.settled();
      await expect(stripe.refunds.create({ charge, amount: 1 })).rejects.toMatchObject({ code: 'charge_disputed' });
      await stripe.disputes.update(two.id, { evidence: { uncategorized_text: 'winning_evidence' } });
      await florin.settled();
      expect((await stripe.refunds.create({ charge })).amount).toBe(1001);
    }));

  it('accept Visa Compelling Evidence 3.0, and report what it lacks', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const [first, second] = [await paidWith(harness, 'pm_card_visa'), await paidWith(harness, 'pm_card_visa')];
      const { dispute } = await paidWith(harness, 'pm_card_createCe3EligibleDispute');
      expect(dispute).toMatchObject({
        enhanced_eligibility_types: ['visa_compelling_evidence_3'],
        evidence: { enhanced_evidence: {} },
        evidence_details: {
          enhanced_eligibility: { visa_compelling_evidence_3: { status: 'requires_action' } },
        },
        payment_method_details: { card: { network_reason_code: '10.4' } },
      });
      const same = { customer_purchase_ip: '203.0.113.7', customer_account_id: 'jenny' };
      const staged = await stripe.disputes.update(dispute.id, {
        submit: false,
        evidence: {
          enhanced_evidence: {
            visa_compelling_evidence_3: {
              disputed_transaction: {
                ...same,
                merchandise_or_services: 'merchandise',
                product_description: 'A chair',
                shipping_address: { city: 'Oslo', line1: 'Street 1' },
              },
              prior_undisputed_transactions: [{ charge: first.charge, ...same, product_description: 'A table' }],
            },
          },
        },
      });
      expect(staged.evidence_details.enhanced_eligibility.visa_compelling_evidence_3).toEqual({
        required_actions: ['missing_prior_undisputed_transactions'],
        status: 'requires_action',
      });
      const prior = (charge: string, account: string) => ({
        charge,
        customer_purchase_ip: same.customer_purchase_ip,
        customer_account_id: account,
        product_description: 'A table',
      });
      const withPrior = (...transactions: ReturnType<typeof prior>[]) =>
        stripe.disputes.update(dispute.id, {
          submit: false,
          evidence: {
            enhanced_evidence: { visa_compelling_evidence_3: { prior_undisputed_transactions: transactions } },
          },
        });
      const other = await withPrior(prior(first.charge, 'jenny'), prior(second.charge, 'john'));
      expect(other.evidence_details.enhanced_eligibility.visa_compelling_evidence_3?.required_actions).toEqual([
        'missing_customer_identifiers',
      ]);
      const qualified = await withPrior(prior(first.charge, 'jenny'), prior(second.charge, 'jenny'));
      expect(qualified.evidence_details.enhanced_eligibility.visa_compelling_evidence_3).toEqual({
        required_actions: [],
        status: 'qualified',
      });
      await expect(withPrior(prior('ch_none', 'jenny'))).rejects.toMatchObject({ code: 'resource_missing' });
    }));

  it("under Visa's rules charge a fee for countering, which is returned with winning", () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { dispute } = await paidWith(harness, 'pm_card_createComplianceDispute');
      expect(dispute).toMatchObject({
        reason: 'noncompliant',
        enhanced_eligibility_types: ['visa_compliance'],
        evidence_details: {
          enhanced_eligibility: { visa_compliance: { status: 'requires_fee_acknowledgement' } },
        },
        payment_method_details: { card: { case_type: 'compliance' } },
      });
      const evidence = { uncategorized_text: 'winning_evidence' };
      await expect(stripe.disputes.update(dispute.id, { evidence })).rejects.toMatchObject({
        statusCode: 400,
        param: 'evidence[enhanced_evidence][visa_compliance][fee_acknowledged]',
      });
      await stripe.disputes.update(dispute.id, {
        evidence: { ...evidence, enhanced_evidence: { visa_compliance: { fee_acknowledged: true } } },
      });
      expect((await stripe.disputes.retrieve(dispute.id)).status).toBe('won');
      const moved = (await stripe.balanceTransactions.list()).data.map(({ net }) => net);
      expect(moved).toEqual(expect.arrayContaining([-50_000, 50_000]));
      expect(await balance(harness)).toBe(NET - DISPUTE_FEE);
    }));

  it('of connected accounts do nothing to the platform itself', () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const pay = { amount: 500, currency: 'usd', confirm: true, return_url: 'https://shop.example/' } as const;
      await stripe.paymentIntents.create({ ...pay, payment_method: 'pm_card_visa_triggerChargeBlock' });
      expect(await stripe.accounts.retrieveCurrent()).toMatchObject({ charges_enabled: true });
    }));
});
