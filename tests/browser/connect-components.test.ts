import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DOCUMENTED_KEYS } from '../../src/api/authenticate.ts';
import { withPage } from '../support/browser.ts';
import { bundle } from './bundle.ts';
import { componentIn, newSecret, notedIn, openedAccount, platformPage, showing } from './platform-page.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let account: string;
beforeAll(async () => {
  stage = await openStage();
  account = await openedAccount(stage);
});
afterAll(() => stage.close());

const ENGLISH = { locale: 'en-US' };
const PAYMENTS = { payments: { enabled: true } };

describe('a payment in the list of its account', () => {
  it('is refunded by keyboard, in part, and the rest later', () =>
    withPage(
      stage.browser,
      async (page) => {
        await page.goto(platformPage(stage, showing('payments', [await newSecret(stage, account, PAYMENTS)])));
        const frame = componentIn(page);
        await frame.getByRole('link', { name: '$42.00' }).focus();
        await page.keyboard.press('Enter');
        await frame.getByRole('heading', { name: '$42.00' }).waitFor();
        await frame.getByLabel('Amount in USD').fill('twelve');
        await frame.getByRole('button', { name: 'Refund' }).press('Enter');
        await frame.getByRole('alert').getByText('Enter an amount').waitFor();
        await frame.getByLabel('Amount in USD').fill('12.50');
        await frame.getByRole('button', { name: 'Refund' }).press('Enter');
        await frame.getByText('Partially refunded').waitFor();
        expect(await frame.getByLabel('Amount in USD').inputValue()).toBe('29.50');
        const { data } = await stage.stripe.refunds.list({}, { stripeAccount: account });
        expect(data.map(({ amount }) => amount)).toEqual([1250]);
        expect(await notedIn(page)).toEqual([{ name: 'LoaderStart', elementTagName: 'payments' }]);
      },
      ENGLISH,
    ));

  it('is captured, and a dispute is answered, where the session allows it', () =>
    withPage(
      stage.browser,
      async (page) => {
        await page.goto(platformPage(stage, showing('payments', [await newSecret(stage, account, PAYMENTS)])));
        const frame = componentIn(page);
        await frame.getByRole('link', { name: '$1,200.00' }).click();
        await frame.getByLabel('Amount in USD').fill('1000');
        await frame.getByRole('button', { name: 'Capture' }).click();
        await frame.getByText('Succeeded').waitFor();
        await frame.getByRole('link', { name: 'Back' }).click();
        await frame.getByRole('link', { name: '$7.00' }).click();
        await frame.getByLabel('Your evidence').fill('The customer received the shirt.');
        await frame.getByRole('button', { name: 'Submit evidence' }).click();
        await frame.getByText('under review').waitFor();
      },
      ENGLISH,
    ));

  it('is shown over the page by its id, and closed by its customer', () =>
    withPage(
      stage.browser,
      async (page) => {
        const { data } = await stage.stripe.paymentIntents.list({ limit: 1 }, { stripeAccount: account });
        const features = { refund_management: false };
        const secret = await newSecret(stage, account, { payment_details: { enabled: true, features } });
        await page.goto(platformPage(stage, showing('payment-details', [secret])));
        expect(await page.locator('iframe').count()).toBe(0);
        await page.evaluate(`element.setPayment('${data[0]?.id}')`);
        const frame = componentIn(page, 'dialog');
        await frame.getByRole('heading', { name: '$99.00' }).waitFor();
        expect(await frame.getByRole('button', { name: 'Refund' }).count()).toBe(0);
        await frame.getByRole('button', { name: 'Close' }).press('Escape');
        await expect.poll(() => page.locator('dialog').count()).toBe(0);
        expect((await notedIn(page)).map(({ name }) => name)).toEqual(['LoaderStart', 'Close']);
      },
      ENGLISH,
    ));
});

describe('the balance of an account', () => {
  it('is paid out, and the schedule changed', () =>
    withPage(
      stage.browser,
      async (page) => {
        await stage.stripe.accounts.update(account, { external_account: 'btok_us_verified' }).catch(() => undefined);
        const features = { standard_payouts: true, edit_payout_schedule: true };
        const secret = await newSecret(stage, account, { payouts: { enabled: true, features } });
        await page.goto(platformPage(stage, showing('payouts', [secret])));
        const frame = componentIn(page);
        await frame.getByRole('link', { name: 'Change account' }).click();
        await frame.getByLabel('Routing number').fill('110000000');
        await frame.getByLabel('Account number', { exact: true }).fill('000123456789');
        await frame.getByLabel('Confirm account number').fill('000123456789');
        await frame.getByRole('button', { name: 'Save' }).click();
        await frame.getByText('•••• 6789').waitFor();
        await frame.getByLabel('Payout schedule').selectOption('weekly');
        await frame.getByLabel('Day of a weekly payout').selectOption('friday');
        await frame.getByRole('button', { name: 'Save' }).click();
        await expect
          .poll(async () => (await stage.stripe.accounts.retrieve(account)).settings?.payouts?.schedule)
          .toMatchObject({ interval: 'weekly', weekly_anchor: 'friday' });
      },
      ENGLISH,
    ));
});

describe('onboarding in a page of the platform', () => {
  it('is the hosted form: it reports its steps, and that it was left', () =>
    withPage(
      stage.browser,
      async (page) => {
        const { id } = await stage.stripe.accounts.create({ type: 'express', country: 'US' });
        const secret = await newSecret(stage, id, { account_onboarding: { enabled: true } });
        await page.goto(platformPage(stage, showing('account-onboarding', [secret])));
        const frame = componentIn(page);
        await frame.getByRole('button', { name: 'Skip this form' }).click();
        await frame.getByRole('button', { name: 'Agree and submit' }).click();
        await expect.poll(async () => (await notedIn(page)).at(-1)?.name).toBe('Exit');
        expect((await notedIn(page)).flatMap(({ step }) => step ?? [])).toEqual([
          'stripe_user_authentication',
          'summary',
        ]);
        expect((await stage.stripe.accounts.retrieve(id)).details_submitted).toBe(true);
      },
      ENGLISH,
    ));
});

describe('a component', () => {
  it('that is not enabled, not built, or that has no session fails with a load error, and shows no frame', () =>
    withPage(
      stage.browser,
      async (page) => {
        const secret = () =>
          newSecret(stage, account, { documents: { enabled: true }, tax_settings: { enabled: true } });
        const cases = [
          ['payments', [await secret()], 'invalid_request_error', 'not enabled'],
          ['tax-settings', [await secret()], 'invalid_request_error', 'does not have'],
          ['documents', ['accs_secret__none', 'accs_secret__none'], 'authentication_error', 'No such account session'],
          ['documents', [], 'account_session_create_error', 'client secret'],
        ] as const;
        for (const [name, secrets, type, text] of cases) {
          await page.goto(platformPage(stage, showing(name, secrets)));
          await expect.poll(async () => (await notedIn(page)).length).toBe(2);
          const [, failed] = await notedIn(page);
          const error = { type, message: expect.stringContaining(text) };
          expect(failed).toMatchObject({ name: 'LoadError', elementTagName: name, error });
          expect(await page.locator('iframe').count()).toBe(0);
        }
      },
      ENGLISH,
    ));

  it('gets a new session when its own has expired, takes a new look and language, and ends with a logout', () =>
    withPage(
      stage.browser,
      async (page) => {
        const secrets = ['accs_secret__used', await newSecret(stage, account, PAYMENTS)];
        await page.goto(platformPage(stage, showing('payments', secrets)));
        const frame = componentIn(page);
        await frame.getByRole('link', { name: '$99.00' }).waitFor();
        await stage.florin.advance('2h');
        await page.evaluate(`secrets.push('${await newSecret(stage, account, PAYMENTS)}')`);
        await frame.getByRole('link', { name: '$99.00' }).click();
        await expect
          .poll(async () => (await notedIn(page)).filter(({ name }) => name === 'LoaderStart').length)
          .toBe(2);
        await frame.getByRole('link', { name: '$99.00' }).waitFor();
        await page.evaluate(
          `instance.update({ locale: 'fr', appearance: { variables: { colorBackground: '#101418' } } })`,
        );
        await frame.getByRole('cell', { name: 'Réussi' }).first().waitFor();
        const background = () => frame.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
        await expect.poll(background).toBe('rgb(16, 20, 24)');
        const address = (await page.locator('#here iframe').getAttribute('src')) ?? '';
        await page.evaluate('instance.logout()');
        expect(await page.locator('iframe').count()).toBe(0);
        expect((await fetch(address)).status).toBe(410);
      },
      ENGLISH,
    ));
});

describe('the official packages', () => {
  /** A page of a platform with a bundled script, after Florin's. */
  const bundled = async (entry: string, secret: string) => {
    const head = `const fetchClientSecret = async () => '${secret}'; const publishableKey = '${DOCUMENTED_KEYS.publishable}';`;
    return platformPage(stage, await bundle(`${head}\n${entry}`));
  };

  it('@stripe/connect-js shows a component and passes its listeners on', () =>
    withPage(
      stage.browser,
      async (page) => {
        const secret = await newSecret(stage, account, { ...PAYMENTS, payouts: { enabled: true } });
        const entry = `
import { loadConnectAndInitialize } from '@stripe/connect-js';
const instance = loadConnectAndInitialize({ publishableKey, fetchClientSecret, locale: 'en' });
const payments = instance.create('payments');
payments.setOnLoaderStart((event) => document.body.setAttribute('data-started', event.elementTagName));
payments.setDefaultFilters({ status: ['uncaptured', 'disputed'], amount: { greaterThan: 600 } });
document.getElementById('here').append(payments);`;
        await page.goto(await bundled(entry, secret));
        const frame = componentIn(page);
        await frame.getByRole('table').waitFor();
        expect(await frame.getByRole('link', { name: '$99.00' }).count()).toBe(0);
        expect(await page.locator('body').getAttribute('data-started')).toBe('payments');
      },
      ENGLISH,
    ));

  it('@stripe/react-connect-js shows several components with one session', () =>
    withPage(
      stage.browser,
      async (page) => {
        const secret = await newSecret(stage, account, {
          balances: { enabled: true },
          payouts_list: { enabled: true },
          notification_banner: { enabled: true },
        });
        const entry = `
import React from 'react';
import { createRoot } from 'react-dom/client';
import { loadConnectAndInitialize } from '@stripe/connect-js';
import { ConnectBalances, ConnectComponentsProvider, ConnectNotificationBanner, ConnectPayoutsList } from '@stripe/react-connect-js';
const h = React.createElement;
const connectInstance = loadConnectAndInitialize({ publishableKey, fetchClientSecret, locale: 'en' });
const count = ({ total }) => document.body.setAttribute('data-total', total);
createRoot(document.getElementById('here')).render(h(React.StrictMode, null, h(ConnectComponentsProvider, { connectInstance },
  h(ConnectNotificationBanner, { onNotificationsChange: count }), h(ConnectBalances), h(ConnectPayoutsList))));`;
        await page.goto(await bundled(entry, secret));
        await componentIn(page, 'stripe-connect-balances').getByText('Available to pay out', { exact: true }).waitFor();
        await componentIn(page, 'stripe-connect-payouts-list').getByText('There are no payouts yet.').waitFor();
        await expect.poll(() => page.locator('body').getAttribute('data-total')).toBe('1');
      },
      ENGLISH,
    ));
});
