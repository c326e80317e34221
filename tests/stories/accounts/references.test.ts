import { expect, test } from 'vitest';
import { withFlorin } from '../../support/harness.ts';
import { refusal } from '../../support/refusal.ts';
import { complete } from './onboarding-data.ts';

test('country specs list what an account in a country is asked for', () =>
  withFlorin(async ({ stripe }) => {
    const spec = await stripe.countrySpecs.retrieve('US');
    expect(spec).toMatchObject({ id: 'US', default_currency: 'usd' });
    expect(spec.supported_payment_methods).toContain('card');
    expect(spec.verification_fields.individual.minimum).toContain('individual.ssn_last_4');
    expect(spec.verification_fields.company.minimum).toContain('company.tax_id');
    const { data } = await stripe.countrySpecs.list({ limit: 3 });
    expect(data).toHaveLength(3);
    expect(await refusal(stripe.countrySpecs.retrieve('XX'))).toMatchObject({ statusCode: 404 });
  }));

test('exchange rates are the same both ways', () =>
  withFlorin(async ({ stripe }) => {
    const [usd, eur] = [await stripe.exchangeRates.retrieve('usd'), await stripe.exchangeRates.retrieve('eur')];
    expect((usd.rates.eur ?? 0) * (eur.rates.usd ?? 0)).toBeCloseTo(1, 4);
    expect(await refusal(stripe.exchangeRates.retrieve('xxx'))).toMatchObject({ statusCode: 404 });
  }));

test('balance settings show and change the payouts of an account', () =>
  withFlorin(async ({ stripe }) => {
    const { id } = await stripe.accounts.create(complete());
    const own = { stripeAccount: id };
    expect(await stripe.balanceSettings.retrieve({}, own)).toMatchObject({
      payments: {
        debit_negative_balances: false,
        payouts: { schedule: { interval: 'daily' }, statement_descriptor: null, status: 'disabled' },
        settlement_timing: { delay_days: 2 },
      },
    });
    const changed = await stripe.balanceSettings.update(
      {
        payments: {
          debit_negative_balances: true,
          payouts: { schedule: { interval: 'monthly', monthly_payout_days: [15] }, statement_descriptor: 'SHIRTS' },
          settlement_timing: { delay_days_override: 5 },
        },
      },
      own,
    );
    expect(changed.payments).toMatchObject({
      debit_negative_balances: true,
      payouts: { schedule: { interval: 'monthly', monthly_payout_days: [15] }, statement_descriptor: 'SHIRTS' },
      settlement_timing: { delay_days: 5 },
    });
    expect((await stripe.accounts.retrieve(id)).settings?.payouts).toMatchObject({
      debit_negative_balances: true,
      schedule: { delay_days: 5, interval: 'monthly', monthly_anchor: 15 },
      statement_descriptor: 'SHIRTS',
    });
    const { data } = await stripe.events.list({ type: 'balance_settings.updated' }, own);
    expect(data[0]?.data).toMatchObject({
      object: { object: 'balance_settings' },
      previous_attributes: { payments: { payouts: { statement_descriptor: null } } },
    });
    expect(await refusal(stripe.balanceSettings.update({ payments: { debit_negative_balances: true } }))).toMatchObject(
      { statusCode: 400 },
    );
  }));

test("an account's payment methods are a child of its platform's configuration", () =>
  withFlorin(async ({ stripe }) => {
    const { id } = await stripe.accounts.create();
    const [platform] = (await stripe.paymentMethodConfigurations.list()).data;
    const [own] = (await stripe.paymentMethodConfigurations.list({}, { stripeAccount: id })).data;
    expect(platform).toMatchObject({ application: null, parent: null });
    expect(own).toMatchObject({ application: expect.stringMatching(/^ca_/), parent: platform?.id });
  }));

test('a version header with a preview shows whether an account is paused', () =>
  withFlorin(async ({ call, stripe }) => {
    const { id } = await stripe.accounts.create();
    const headers = { 'stripe-version': '2023-10-16; risk_in_requirements_beta=v1' };
    const { body } = await call('GET', `/v1/accounts/${id}`, {}, { headers });
    expect(body.risk_controls).toEqual({ charges: { pause_requested: false }, payouts: { pause_requested: false } });
    expect(await stripe.accounts.retrieve(id)).not.toHaveProperty('risk_controls');
  }));

test.each([
  ['visa_triggerChargeBlock', { charges_enabled: false, payouts_enabled: true }],
  ['visa_triggerPayoutBlock', { charges_enabled: true, payouts_enabled: false }],
])('a payment with %s has its consequence for the account that takes it', (card, consequence) =>
  withFlorin(async ({ florin, stripe }) => {
    const { id } = await stripe.accounts.create(complete());
    await florin.advance('1m');
    await stripe.paymentIntents.create(
      {
        amount: 500,
        currency: 'usd',
        confirm: true,
        payment_method: `pm_card_${card}`,
        return_url: 'https://a.example/',
      },
      { stripeAccount: id },
    );
    expect(await stripe.accounts.retrieve(id)).toMatchObject(consequence);
  }),
);
