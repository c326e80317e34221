import type Stripe from 'stripe';
import { expect, it } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { pageOf, send, visit } from '../../support/visit.ts';

const AGREED = {
  customer_acceptance: { type: 'online', online: { ip_address: '127.0.0.1', user_agent: 'a browser' } },
} as const satisfies Stripe.PaymentIntentCreateParams.MandateData;
const PAYER = { name: 'Jenny Rosen', email: 'jenny@example.com' };
const SETTLED = '10s';

function sepa(iban: string): Stripe.PaymentIntentCreateParams.PaymentMethodData {
  return { type: 'sepa_debit', sepa_debit: { iban }, billing_details: PAYER };
}

function typedAccount(number: string): Stripe.PaymentIntentCreateParams.PaymentMethodData {
  return {
    type: 'us_bank_account',
    us_bank_account: { account_holder_type: 'individual', account_number: number, routing_number: '110000000' },
    billing_details: PAYER,
  };
}

function debit(
  { stripe }: Harness,
  data: Stripe.PaymentIntentCreateParams.PaymentMethodData,
  more: Partial<Stripe.PaymentIntentCreateParams> = {},
): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create({
    amount: 2500,
    currency: data.type === 'sepa_debit' ? 'eur' : 'usd',
    allowed_payment_method_types: [data.type],
    payment_method_data: data,
    mandate_data: AGREED,
    confirm: true,
    ...more,
  });
}

it('completes seconds later, with events in order', () =>
  withFlorin(async (harness) => {
    const { id } = await debit(harness, sepa('AT611904300234573201'));
    await harness.florin.advance(SETTLED);
    const intent = await harness.stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] });
    const { sepa_debit: shown } = (intent.latest_charge as Stripe.Charge).payment_method_details ?? {};
    expect(shown).toMatchObject({ country: 'AT', last4: '3201', mandate: expect.stringMatching(/^mandate_/) });
    const mandate = await harness.stripe.mandates.retrieve(shown?.mandate ?? '');
    expect(mandate).toMatchObject({ type: 'single_use', payment_method_details: { type: 'sepa_debit' } });
    const { text } = await visit(harness.florin, mandate.payment_method_details.sepa_debit?.url ?? '');
    expect(text).toContain('3201');
    expect(mandate.payment_method_details.sepa_debit?.reference).toMatch(/^[0-9A-Z]{16}$/);
    expect(await harness.eventTypes()).toEqual([
      'payment_intent.created',
      'charge.pending',
      'payment_intent.processing',
      'charge.succeeded',
      'payment_intent.succeeded',
    ]);
  }));

it("fails seconds later with the bank's reason, and requires another method", () =>
  withFlorin(async (harness) => {
    const { id, status } = await debit(harness, sepa('AT981904300002222227'));
    expect(status).toBe('processing');
    await harness.florin.advance(SETTLED);
    const intent = await harness.stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] });
    expect(intent).toMatchObject({
      status: 'requires_payment_method',
      payment_method: null,
      amount_received: 0,
      last_payment_error: { code: 'insufficient_funds', payment_method: { type: 'sepa_debit' } },
      latest_charge: { status: 'failed', paid: false, captured: false, failure_code: 'insufficient_funds' },
    });
    expect((await harness.stripe.balance.retrieve()).pending.every(({ amount }) => amount === 0)).toBe(true);
    expect((await harness.eventTypes()).slice(-2)).toEqual(['charge.failed', 'payment_intent.payment_failed']);
  }));

it('takes minutes where the account is one of those with a slow bank', () =>
  withFlorin(async (harness) => {
    const slow = [
      await debit(harness, sepa('AT321904300235473204')),
      await debit(harness, sepa('AT051904300235473205')),
    ];
    const states = () =>
      Promise.all(slow.map(async ({ id }) => (await harness.stripe.paymentIntents.retrieve(id)).status));
    await harness.florin.advance('2m');
    expect(await states()).toEqual(['processing', 'processing']);
    await harness.florin.advance('2m');
    expect(await states()).toEqual(['succeeded', 'requires_payment_method']);
  }));

it('is lost if the customer disputes it', () =>
  withFlorin(async (harness) => {
    const { id } = await debit(harness, sepa('DE35370400440532013002'));
    await harness.florin.advance(SETTLED);
    const [dispute] = (await harness.stripe.disputes.list({ payment_intent: id })).data;
    expect(dispute).toMatchObject({ status: 'lost', reason: 'debit_not_authorized', is_charge_refundable: false });
    await expect(harness.stripe.refunds.create({ payment_intent: id })).rejects.toMatchObject({
      code: 'charge_disputed',
    });
    expect((await harness.eventTypes()).slice(-3)).toEqual([
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.closed',
    ]);
  }));

it('requires a mandate and a valid account', () =>
  withFlorin(async (harness) => {
    const { stripe } = harness;
    const params: Stripe.PaymentIntentCreateParams = {
      amount: 2500,
      currency: 'eur',
      allowed_payment_method_types: ['sepa_debit'],
      payment_method_data: sepa('AT611904300234573201'),
      confirm: true,
    };
    await expect(stripe.paymentIntents.create(params)).rejects.toMatchObject({
      code: 'parameter_missing',
      param: 'mandate_data',
    });
    await expect(debit(harness, sepa('AT611904300234573202'))).rejects.toMatchObject({
      code: 'invalid_bank_account_iban',
    });
    await expect(debit(harness, { ...sepa('AT611904300234573201'), billing_details: {} })).rejects.toMatchObject({
      param: 'payment_method_data[billing_details][name]',
    });
  }));

it('is charged again under its mandate, until the bank reports a closed account', () =>
  withFlorin(async (harness) => {
    const { stripe } = harness;
    const customer = await stripe.customers.create();
    const setup = await stripe.setupIntents.create({
      customer: customer.id,
      allowed_payment_method_types: ['us_bank_account'],
      payment_method: 'pm_usBankAccount_noAccount',
      mandate_data: AGREED,
      confirm: true,
    });
    expect(setup).toMatchObject({ status: 'succeeded', mandate: expect.stringMatching(/^mandate_/) });
    const params: Stripe.PaymentIntentCreateParams = {
      amount: 2500,
      currency: 'usd',
      customer: customer.id,
      allowed_payment_method_types: ['us_bank_account'],
      payment_method: String(setup.payment_method),
      off_session: true,
      confirm: true,
    };
    const { id, status } = await stripe.paymentIntents.create(params);
    expect(status).toBe('processing');
    await harness.florin.advance(SETTLED);
    expect((await stripe.paymentIntents.retrieve(id)).last_payment_error?.code).toBe('no_account');
    expect((await stripe.mandates.retrieve(String(setup.mandate))).status).toBe('inactive');
    await expect(stripe.paymentIntents.create(params)).rejects.toMatchObject({
      code: 'payment_intent_mandate_invalid',
    });
  }));

it('verifies a typed account by a microdeposit', () =>
  withFlorin(async (harness) => {
    const { stripe } = harness;
    const waiting = await debit(harness, typedAccount('000123456789'));
    expect(waiting).toMatchObject({
      status: 'requires_action',
      next_action: { verify_with_microdeposits: { microdeposit_type: 'descriptor_code' } },
    });
    await expect(stripe.paymentIntents.verifyMicrodeposits(waiting.id)).rejects.toMatchObject({ param: 'amounts' });
    await expect(
      stripe.paymentIntents.verifyMicrodeposits(waiting.id, { descriptor_code: 'SM00XX' }),
    ).rejects.toMatchObject({
      code: 'payment_method_microdeposit_verification_descriptor_code_mismatch',
      message: /9 verification attempts/,
    });
    const verified = await stripe.paymentIntents.verifyMicrodeposits(waiting.id, { descriptor_code: 'SM11AA' });
    expect(verified).toMatchObject({ status: 'processing', next_action: null });
  }));

it('gives up on an account that cannot be verified', () =>
  withFlorin(async (harness) => {
    const { stripe } = harness;
    const [exceeded, late, unsent] = [
      await debit(harness, typedAccount('000123456789')),
      await debit(harness, typedAccount('000123456789')),
      await debit(harness, typedAccount('000666666661')),
    ];
    await expect(stripe.paymentIntents.verifyMicrodeposits(exceeded.id, { amounts: [10, 11] })).rejects.toMatchObject({
      code: 'payment_method_microdeposit_verification_attempts_exceeded',
    });
    await harness.florin.advance('11d');
    const codes = await Promise.all(
      [exceeded, late, unsent].map(async ({ id }) => {
        const { status, last_payment_error: error } = await stripe.paymentIntents.retrieve(id);
        return [status, error?.code];
      }),
    );
    expect(codes).toEqual([
      ['requires_payment_method', 'payment_method_microdeposit_verification_attempts_exceeded'],
      ['requires_payment_method', 'payment_method_microdeposit_verification_timeout'],
      ['requires_payment_method', 'payment_method_microdeposit_failed'],
    ]);
  }));

it('sets up an account after its verification', () =>
  withFlorin(async ({ stripe }) => {
    const customer = await stripe.customers.create();
    const waiting = await stripe.setupIntents.create({
      customer: customer.id,
      allowed_payment_method_types: ['acss_debit'],
      payment_method_data: {
        type: 'acss_debit',
        acss_debit: { account_number: '000123456789', institution_number: '000', transit_number: '11000' },
        billing_details: PAYER,
      },
      mandate_data: AGREED,
      confirm: true,
    });
    expect(waiting.next_action?.verify_with_microdeposits?.microdeposit_type).toBe('amounts');
    const done = await stripe.setupIntents.verifyMicrodeposits(waiting.id, { amounts: [45, 32] });
    expect(done).toMatchObject({ status: 'succeeded', mandate: expect.stringMatching(/^mandate_/) });
    const [kept] = (await stripe.customers.listPaymentMethods(customer.id)).data;
    expect(kept).toMatchObject({ id: done.payment_method, acss_debit: { last4: '6789' } });
  }));

it("stores only an account's last digits and a fingerprint", () =>
  withFlorin(async (harness) => {
    const { stripe, florin } = harness;
    const iban = 'DE89370400440532013000';
    const first = await stripe.paymentMethods.create(sepa(iban) as Stripe.PaymentMethodCreateParams);
    const second = await stripe.paymentMethods.create(
      sepa('DE89 3704 0044 0532 0130 00') as Stripe.PaymentMethodCreateParams,
    );
    expect(first.sepa_debit?.fingerprint).toBe(second.sepa_debit?.fingerprint);
    expect(JSON.stringify(first)).not.toContain('0532013');
    const [world = ''] = florin.engine.worlds.known();
    const stored = await florin.engine.storage.readObject(world, first.id);
    expect(stored?.body).not.toContain('0532013');
  }));

it('accepts the verification on its own page, too', () =>
  withFlorin(async (harness) => {
    const { florin, stripe } = harness;
    const waiting = await debit(harness, typedAccount('000123456789'));
    const url = pageOf(waiting);
    expect((await visit(florin, url)).text).toContain('Verify your bank account');
    expect((await send(florin, url, { choice: 'authorize' })).status).toBe(422);
    expect(await send(florin, url, { code: 'SM00XX' })).toMatchObject({
      status: 422,
      text: expect.stringContaining('That is not what was sent'),
    });
    expect((await send(florin, url, { code: 'sm11aa' })).status).toBe(303);
    expect((await stripe.paymentIntents.retrieve(waiting.id)).status).toBe('processing');
    expect((await visit(florin, url)).text).toContain('Payment approved');
  }));
