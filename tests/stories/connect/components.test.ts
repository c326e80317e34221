import type Stripe from 'stripe';
import { expect, test } from 'vitest';
import { connectAccount } from '../../support/connected.ts';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { send, visit } from '../../support/visit.ts';
import { complete } from '../accounts/onboarding-data.ts';

type Components = Stripe.AccountSessionCreateParams.Components;

const KEY = 'sk_test_harness';
const BASE = 'http://127.0.0.1:12111';

/** A session that a page has claimed: the address of its frames, in English, and its client secret. */
async function open(harness: Harness, account: string, components: Components) {
  const { client_secret: secret } = await harness.stripe.accountSessions.create({ account, components });
  const form = { client_secret: secret };
  const { body } = await harness.call('POST', '/v1/account_sessions/claim', form, { key: 'pk_test_harness' });
  return { frames: `${BASE}${body.frames}/en`, secret };
}

/** An account with a payment of 10.00 for the customer. */
async function seller(harness: Harness) {
  const enabled = { charges_enabled: true, payouts_enabled: true, details_submitted: true };
  const account = await connectAccount(harness.florin, KEY, enabled);
  const payment = { amount: 1000, currency: 'usd', payment_method: 'pm_card_visa', confirm: true };
  const intent = await harness.stripe.paymentIntents.create(
    { ...payment, return_url: 'https://platform.example/' },
    { stripeAccount: account },
  );
  return { account, charge: String(intent.latest_charge) };
}

test('an address opens only what its session enables', () =>
  withFlorin(async (harness) => {
    const { florin } = harness;
    const { account } = await seller(harness);
    const { frames } = await open(harness, account, { payments: { enabled: true } });
    const list = await visit(florin, `${frames}/payments`);
    expect(list.status).toBe(200);
    expect(list.text).toContain('$10.00');
    expect(list.headers.get('content-security-policy')).not.toContain('frame-ancestors');
    for (const other of ['balances', 'payment-method-settings', 'payouts', 'account-onboarding']) {
      const refused = await visit(florin, `${frames}/${other}`);
      expect(refused.status, other).toBe(403);
      expect(refused.text).toContain('LoadError');
    }
    expect((await visit(florin, `${frames}/tax-settings`)).text).toContain('does not have the component');
  }));

test('the features of a session decide what its forms do', () =>
  withFlorin(async (harness) => {
    const { florin, stripe } = harness;
    const { account, charge } = await seller(harness);
    const features = { refund_management: false, capture_payments: false, dispute_management: false };
    const closed = await open(harness, account, { payments: { enabled: true, features } });
    const at = `${closed.frames}/payments/${charge}`;
    expect((await visit(florin, at)).text).not.toContain('Refund the customer');
    for (const action of ['refund', 'capture', 'cancel', 'disputes/dp_1/accept']) {
      expect((await send(florin, `${at}/${action}`, { amount: '10' })).status, action).toBe(403);
    }
    const { frames } = await open(harness, account, { payments: { enabled: true } });
    expect((await send(florin, `${frames}/payments/${charge}/refund`, { amount: '10.01' })).status).toBe(422);
    expect((await send(florin, `${frames}/payments/${charge}/refund`, { amount: '10.00' })).status).toBe(303);
    expect((await stripe.charges.retrieve(charge, {}, { stripeAccount: account })).refunded).toBe(true);
  }));

test("a payment on the account's behalf is refunded from its own one where the session allows that", () =>
  withFlorin(async (harness) => {
    const { florin, stripe } = harness;
    const capabilities = { card_payments: 'active', transfers: 'active' } as const;
    const account = await connectAccount(florin, KEY, { charges_enabled: true, capabilities });
    const { latest_charge: paid } = await stripe.paymentIntents.create({
      amount: 1000,
      currency: 'usd',
      payment_method: 'pm_card_visa',
      confirm: true,
      on_behalf_of: account,
      transfer_data: { destination: account },
      return_url: 'https://platform.example/',
    });
    const { data } = await stripe.charges.list({ limit: 1 }, { stripeAccount: account });
    const closed = await open(harness, account, { payments: { enabled: true } });
    const own = `payments/${data[0]?.id}`;
    expect((await visit(florin, `${closed.frames}/${own}`)).text).not.toContain('Refund the customer');
    const features = { destination_on_behalf_of_charge_management: true };
    const { frames } = await open(harness, account, { payments: { enabled: true, features } });
    await send(florin, `${frames}/${own}/refund`, { amount: '4.00' });
    expect(await stripe.charges.retrieve(String(paid))).toMatchObject({ amount_refunded: 400 });
    const [transfer] = (await stripe.transfers.list()).data;
    expect(transfer?.amount_reversed).toBe(400);
  }));

test('an address shows nothing of another account, and no form of another site is taken', () =>
  withFlorin(async (harness) => {
    const { florin } = harness;
    const [one, other] = [await seller(harness), await seller(harness)];
    const { frames } = await open(harness, one.account, { payments: { enabled: true } });
    expect((await visit(florin, `${frames}/payments/${other.charge}`)).status).toBe(404);
    expect((await visit(florin, `${frames.replace(one.account, other.account)}/payments`)).status).toBe(404);
    expect((await visit(florin, `${frames.replace(/\w\/en$/, '0/en')}/payments`)).status).toBe(404);
    const url = `${frames}/payments/${one.charge}/refund`;
    const response = await florin.fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ amount: '10' }),
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(response.status).toBe(403);
  }));

test('a session that has expired or ended closes its frames, and the form in them', () =>
  withFlorin(async (harness) => {
    const { florin, stripe } = harness;
    const { id } = await stripe.accounts.create({ type: 'express' });
    const first = await open(harness, id, { account_onboarding: { enabled: true } });
    const form = (await visit(florin, `${first.frames}/account-onboarding`)).location ?? '';
    expect((await visit(florin, `${form}/contact`)).text).toContain('StepChange');
    harness.clock.move(3_600_000);
    expect((await visit(florin, `${form}/contact`)).location).toMatch(/\/account-onboarding$/);
    const over = await visit(florin, `${first.frames}/account-onboarding`);
    expect([over.status, over.text.includes('data-event="Expired"')]).toEqual([410, true]);
    const second = await open(harness, id, { account_management: { enabled: true } });
    await harness.call(
      'POST',
      '/v1/account_sessions/end',
      { client_secret: second.secret },
      { key: 'pk_test_harness' },
    );
    expect((await visit(florin, `${second.frames}/account-management`)).status).toBe(410);
  }));

test('an account that was rejected has no form', () =>
  withFlorin(async (harness) => {
    const { florin, stripe } = harness;
    const { id } = await stripe.accounts.create({ type: 'express' });
    const { frames } = await open(harness, id, { account_onboarding: { enabled: true } });
    const form = (await visit(florin, `${frames}/account-onboarding`)).location ?? '';
    await stripe.accounts.reject(id, { reason: 'other' });
    expect((await visit(florin, form)).location).toMatch(/\/account-onboarding$/);
    const refused = await visit(florin, `${frames}/account-onboarding`);
    expect([refused.status, refused.text.includes('was rejected')]).toEqual([403, true]);
  }));

test('the form collects what the page chooses, and its terms', () =>
  withFlorin(async (harness) => {
    const { florin, stripe } = harness;
    const { id } = await stripe.accounts.create({
      type: 'custom',
      country: 'US',
      business_type: 'individual',
      capabilities: { transfers: { requested: true } },
    });
    const features = { external_account_collection: false };
    const { frames } = await open(harness, id, { account_onboarding: { enabled: true, features } });
    const options = {
      collectionOptions: { fields: 'currently_due', requirements: { only: ['individual.*', 'tos_acceptance.*'] } },
      fullTermsOfServiceUrl: 'https://platform.example/terms',
    };
    const query = new URLSearchParams({ options: JSON.stringify(options) });
    const form = (await visit(florin, `${frames}/account-onboarding?${query}`)).location ?? '';
    const first = (await visit(florin, form)).location ?? '';
    expect(first).toMatch(/\/person$/);
    await send(florin, `${BASE}${first}`, { skip: 'true' });
    const review = await visit(florin, `${form}/review`);
    expect(review.text).toContain('href="https://platform.example/terms"');
    const done = await send(florin, `${BASE}${form}/review`, {});
    expect(done.location).toMatch(/\/account-onboarding\/done$/);
    const account = await stripe.accounts.retrieve(id);
    expect(account.tos_acceptance?.date).toBeGreaterThan(0);
    expect(account.requirements?.currently_due).toContain('external_account');
  }));

test('the balance is paid out as the session allows, and each payout is shown', () =>
  withFlorin(async (harness) => {
    const { florin, stripe } = harness;
    const { id: account } = await stripe.accounts.create(complete());
    await florin.advance('1m');
    const on = { stripeAccount: account };
    const made = async () => (await stripe.payouts.list({ limit: 20 }, on)).data.filter(({ automatic }) => !automatic);
    await stripe.accounts.update(account, { settings: { payouts: { schedule: { interval: 'manual' } } } });
    const paid = { amount: 5000, currency: 'usd', payment_method: 'pm_card_bypassPending', confirm: true };
    await stripe.paymentIntents.create({ ...paid, return_url: 'https://platform.example/' }, on);
    const features = { instant_payouts: false, standard_payouts: true };
    const { frames } = await open(harness, account, {
      balances: { enabled: true, features },
      payouts_list: { enabled: true },
      payout_details: { enabled: true },
      instant_payouts_promotion: { enabled: true },
    });
    const payOut = (method: string, amount: string) =>
      send(florin, `${frames}/balances/pay-out`, { amount, currency: 'usd', method });
    expect((await payOut('instant', '1.00')).status).toBe(403);
    const refused = await payOut('standard', '9999.00');
    expect([refused.status, refused.text.includes('insufficient funds')]).toEqual([422, true]);
    expect((await payOut('standard', '12.34')).status).toBe(303);
    const [payout] = await made();
    expect(payout).toMatchObject({ amount: 1234, method: 'standard' });
    expect((await visit(florin, `${frames}/payouts-list`)).text).toContain('$12.34');
    const query = new URLSearchParams({ options: JSON.stringify({ payout: payout?.id }) });
    const details = (await visit(florin, `${frames}/payout-details?${query}`)).location ?? '';
    expect((await visit(florin, `${BASE}${details}`)).text).toContain('$12.34');
    const offer = await visit(florin, `${frames}/instant-payouts-promotion`);
    expect(offer.text).toContain('&quot;promotionShown&quot;:true');
    const instant = { amount: '5.00', currency: 'usd', method: 'instant' };
    const done = await send(florin, `${frames}/instant-payouts-promotion/pay-out`, instant);
    expect(done.text).toContain('InstantPayoutCreated');
    expect((await made())[0]).toMatchObject({ amount: 500, method: 'instant' });
  }));

test('disputes are listed, and answered where the session allows it', () =>
  withFlorin(async (harness) => {
    const { florin, stripe } = harness;
    const { account } = await seller(harness);
    const all = { disputes_list: { enabled: true }, payment_disputes: { enabled: true } };
    const { frames } = await open(harness, account, all);
    expect((await visit(florin, `${frames}/disputes-list`)).text).toContain('There are no disputes.');
    const paid = { amount: 4200, currency: 'usd', payment_method: 'pm_card_createDispute', confirm: true } as const;
    const on = { stripeAccount: account };
    const { latest_charge: charge } = await stripe.paymentIntents.create(
      { ...paid, return_url: 'https://platform.example/' },
      on,
    );
    const list = await visit(florin, `${frames}/disputes-list`);
    expect(list.text).toContain('$42.00');
    expect((await visit(florin, `${frames}/disputes-list/${charge}`)).text).toContain('Accept the dispute');
    const query = new URLSearchParams({ options: JSON.stringify({ payment: charge }) });
    const { location } = await visit(florin, `${frames}/payment-disputes?${query}`);
    const own = await visit(florin, `${BASE}${location}`);
    expect(own.text).toContain('DisputesLoaded');
    expect(own.text).not.toContain('Refund the customer');
    const [dispute] = (await stripe.disputes.list({}, on)).data;
    const at = `${frames}/payment-disputes/${charge}/disputes/${dispute?.id}`;
    expect((await send(florin, `${at}/evidence`, { evidence: 'The cup was delivered.' })).status).toBe(303);
    expect((await stripe.disputes.list({}, on)).data[0]).toMatchObject({ evidence_details: { has_evidence: true } });
    const kept = { dispute_management: false };
    const closed = await open(harness, account, { disputes_list: { enabled: true, features: kept } });
    const refused = `${closed.frames}/disputes-list/${charge}/disputes/${dispute?.id}/accept`;
    expect((await send(florin, refused, {})).status).toBe(403);
  }));

test('documents of an account are listed and downloaded, and no other file of it', () =>
  withFlorin(async (harness) => {
    const { florin, stripe } = harness;
    const { account } = await seller(harness);
    const upload = (purpose: Stripe.FileCreateParams.Purpose, name: string) =>
      stripe.files.create(
        { purpose, file: { data: Buffer.from('%PDF-1.7'), name, type: 'application/pdf' } },
        { stripeAccount: account },
      );
    const shown = await upload('tax_document_user_upload', 'invoice.pdf');
    const hidden = await upload('dispute_evidence', 'evidence.pdf');
    const { frames } = await open(harness, account, { documents: { enabled: true } });
    const list = (await visit(florin, `${frames}/documents`)).text;
    expect([list.includes('invoice.pdf'), list.includes('evidence.pdf')]).toEqual([true, false]);
    const file = await visit(florin, `${frames}/documents/${shown.id}`);
    expect([file.headers.get('content-type'), file.text]).toEqual(['application/pdf', '%PDF-1.7']);
    expect((await visit(florin, `${frames}/documents/${hidden.id}`)).text).not.toContain('%PDF');
    const headers = { 'stripe-account': account };
    expect(
      (await harness.florin.fetch(hidden.url ?? '', { headers: { ...headers, authorization: `Bearer ${KEY}` } }))
        .status,
    ).toBe(200);
  }));

test('payment methods, the schedule and the details of an account are changed by its owner', () =>
  withFlorin(async (harness) => {
    const { florin, stripe } = harness;
    const { account } = await seller(harness);
    const { frames } = await open(harness, account, {
      payment_method_settings: { enabled: true },
      balances: { enabled: true, features: { edit_payout_schedule: true } },
      account_management: { enabled: true },
    });
    await send(florin, `${frames}/payment-method-settings`, { card: 'on', ideal: 'on' });
    const { data } = await stripe.paymentMethodConfigurations.list({}, { stripeAccount: account });
    expect([data[0]?.ideal?.display_preference.value, data[0]?.mobilepay?.display_preference.value]).toEqual([
      'on',
      'off',
    ]);
    await send(florin, `${frames}/balances/schedule`, { interval: 'monthly', monthly_anchor: '31' });
    const url = 'https://shop.example';
    await send(florin, `${frames}/account-management/business`, { 'business_profile[url]': url });
    const { settings, business_profile: profile } = await stripe.accounts.retrieve(account);
    expect(settings?.payouts?.schedule).toMatchObject({ interval: 'monthly', monthly_anchor: 31 });
    expect(profile?.url).toBe(url);
    const wrong = await send(florin, `${frames}/account-management/business`, {
      'business_profile[url]': 'no address',
    });
    expect([wrong.status, wrong.text.includes('business_profile[url]-wrong')]).toEqual([422, true]);
  }));
