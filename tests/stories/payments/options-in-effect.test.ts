import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';

const PAYER = { name: 'Jenny Rosen', email: 'jenny@example.com' };
const AGREED = {
  customer_acceptance: { type: 'online', online: { ip_address: '127.0.0.1', user_agent: 'a browser' } },
} as const satisfies Stripe.PaymentIntentCreateParams.MandateData;

function debit({ stripe }: Harness, date: string): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create({
    amount: 2500,
    currency: 'eur',
    allowed_payment_method_types: ['sepa_debit'],
    payment_method_data: {
      type: 'sepa_debit',
      sepa_debit: { iban: 'AT611904300234573201' },
      billing_details: PAYER,
    },
    payment_method_options: { sepa_debit: { target_date: date } },
    mandate_data: AGREED,
    confirm: true,
  });
}

describe('a debit with a target date', () => {
  it('starts on that day, so that its bank answers later', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const { id } = await debit(harness, '2026-01-12');
      await florin.advance('6d');
      expect((await stripe.paymentIntents.retrieve(id)).status).toBe('processing');
      await florin.advance('2d');
      expect((await stripe.paymentIntents.retrieve(id)).status).toBe('succeeded');
    }));

  it.each(['2026-01-06', '2026-02-05', '2026-02-30', 'soon'])('is refused for %s', (date) =>
    withFlorin(async (harness) => {
      await expect(debit(harness, date)).rejects.toMatchObject({
        statusCode: 400,
        param: 'payment_method_options[sepa_debit][target_date]',
      });
    }),
  );
});

it('runs a card on the network that the payment names, if it is one of its own', () =>
  withFlorin(async ({ stripe }) => {
    const pay = (network: 'visa' | 'cartes_bancaires' | 'mastercard') =>
      stripe.paymentIntents.create({
        amount: 1000,
        currency: 'eur',
        payment_method_data: {
          type: 'card',
          card: { number: '4000002500001001', exp_month: 12, exp_year: 2034 },
        } as unknown as Stripe.PaymentIntentCreateParams.PaymentMethodData, // The package leaves card data out.
        payment_method_options: { card: { network } },
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
        confirm: true,
        expand: ['latest_charge'],
      });
    const { latest_charge: charge } = await pay('visa');
    expect(charge).toMatchObject({ payment_method_details: { card: { network: 'visa' } } });
    await expect(pay('mastercard')).rejects.toMatchObject({ param: 'payment_method_options[card][network]' });
  }));

it('shows only the accounts that a bank transfer asks for', () =>
  withFlorin(async ({ stripe }) => {
    const { id } = await stripe.customers.create();
    const ask = (requested_address_types: ('iban' | 'swift')[]) =>
      stripe.customers.createFundingInstructions(id, {
        currency: 'usd',
        funding_type: 'bank_transfer',
        // The package lists fewer types than accounts have.
        bank_transfer: {
          type: 'us_bank_transfer',
          requested_address_types,
        } as Stripe.CustomerCreateFundingInstructionsParams.BankTransfer,
      });
    await expect(ask(['iban'])).rejects.toMatchObject({ param: 'bank_transfer[requested_address_types]' });
  }));

describe('options of what Florin does not have', () => {
  it.each([
    ['card_present', { request_extended_authorization: true }],
    ['card', { stored_credential_usage: 'recurring' }],
    ['us_bank_account', { financial_connections: { permissions: ['payment_method', 'balances'] } }],
    ['wechat_pay', { client: 'ios' }],
  ])('are refused by name: %s', (type, options) =>
    withFlorin(async ({ stripe }) => {
      const asked = stripe.paymentIntents.create({
        amount: 1000,
        currency: 'usd',
        payment_method_options: { [type]: options },
      });
      await expect(asked).rejects.toMatchObject({ statusCode: 501 });
    }),
  );

  it.each([
    ['blik', { setup_future_usage: 'none' }],
    ['card', { require_cvc_recollection: false }],
    ['us_bank_account', { financial_connections: { permissions: ['payment_method'] } }],
  ])('are accepted where they switch it off: %s', (type, options) =>
    withFlorin(async ({ stripe }) => {
      const asked = await stripe.paymentIntents.create({
        amount: 1000,
        currency: 'usd',
        payment_method_options: { [type]: options },
      });
      expect(asked.status).toBe('requires_payment_method');
    }),
  );
});
