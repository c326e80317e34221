import { afterAll, beforeAll, expect, it } from 'vitest';
import { DOCUMENTED_KEYS } from '../../src/api/authenticate.ts';
import { EMBEDDED_COMPONENTS } from '../../src/shared/embedded-components.ts';
import { complete, JENNY } from '../stories/accounts/onboarding-data.ts';
import { withPage } from '../support/browser.ts';
import { connectAccount } from '../support/connected.ts';
import { troubles } from './axe.ts';
import { type Components, componentIn, newSecret, openedAccount, platformPage } from './platform-page.ts';
import { openStage, SHOWN_KEY, type Stage } from './stage.ts';

let stage: Stage;
let account: string;
beforeAll(async () => {
  stage = await openStage();
  account = await openedAccount(stage);
  await stage.stripe.accounts.createExternalAccount(account, { external_account: 'btok_us_verified' });
});
afterAll(() => stage.close());

const ALL = Object.fromEntries(EMBEDDED_COMPONENTS.map((name) => [name, { enabled: true }])) as Components;
/** Those that are shown without an option; all at once, because axe is slow. */
const SHOWN = EMBEDDED_COMPONENTS.map((name) => name.replaceAll('_', '-')).filter(
  (name) => !name.endsWith('-details') && name !== 'payment-disputes',
);

const DARK = {
  colorBackground: '#14171c',
  colorText: '#eef1f5',
  colorSecondaryText: '#a7b0be',
  colorPrimary: '#8ab4ff',
  colorBorder: '#6b7484',
};
const LOOKS = [
  ['a wide, light page', { width: 1280, height: 900 }, {}, ''],
  ['a narrow, dark page', { width: 390, height: 844 }, DARK, 'background: #14171c; color: #eef1f5'],
] as const;

/** A dashboard of the brand's colors, and the form's page for documents. */
async function pagesOfOwner(): Promise<string[]> {
  const { stripe, florin, url } = stage;
  await fetch(`${url}/_florin/platform`, {
    method: 'POST',
    headers: { authorization: `Bearer ${SHOWN_KEY}` },
    body: new URLSearchParams({ name: 'Rocket Rides', primary_color: '#ffd500' }),
  });
  const enabled = { type: 'express', details_submitted: true, payouts_enabled: true } as const;
  const express = await connectAccount(florin, SHOWN_KEY, {
    ...enabled,
    controller: { type: 'application', stripe_dashboard: { type: 'express' } },
  });
  const login = await fetch((await stripe.accounts.createLoginLink(express)).url);
  const dob = { day: 2, month: 3, year: 1970 };
  const person = { ...JENNY, dob, id_number: '111111111' };
  const { id } = await stripe.accounts.create(complete({ individual: person }));
  await florin.advance('1m');
  const [refresh_url, return_url] = ['https://platform.example/again', 'https://platform.example/done'];
  const type = 'account_onboarding';
  const link = await stripe.accountLinks.create({ account: id, refresh_url, return_url, type });
  const form = await fetch(link.url);
  const pages = ['', '/payouts', '/account-management', '/account-management/bank'];
  return [form.url, ...pages.map((page) => `${login.url}${page}`)];
}

it('the Express dashboard and the page for documents have no findings of axe', async () => {
  const addresses = await pagesOfOwner();
  for (const [, viewport, variables] of LOOKS) {
    const colorScheme = variables === DARK ? 'dark' : 'light';
    await withPage(
      stage.browser,
      async (page) => {
        for (const address of addresses) {
          await page.goto(address);
          expect(await troubles(page), address).toEqual([]);
        }
      },
      { locale: 'en-US', viewport, colorScheme },
    );
  }
});

it.each(LOOKS)('%s has components without findings of axe', (_name, viewport, variables, style) =>
  withPage(
    stage.browser,
    async (page) => {
      const secret = await newSecret(stage, account, ALL);
      const { data } = await stage.stripe.paymentIntents.list({ limit: 3 }, { stripeAccount: account });
      const disputed = data.find(({ amount }) => amount === 700);
      await page.goto(
        platformPage(
          stage,
          `const instance = StripeConnect.init({ publishableKey: '${DOCUMENTED_KEYS.publishable}', locale: 'en',
  fetchClientSecret: async () => '${secret}', appearance: { variables: ${JSON.stringify(variables)} } });
for (const name of ${JSON.stringify(SHOWN)}) document.getElementById('here').append(instance.create(name));
const details = instance.create('payment-details');
document.getElementById('here').append(details);`,
          style,
        ),
      );
      for (const index of SHOWN.keys()) {
        await componentIn(page, `#here > :nth-child(${index + 1})`)
          .locator('html[data-ready]')
          .waitFor();
      }
      expect(await troubles(page)).toEqual([]);
      for (const frame of page.frames()) {
        expect(await frame.evaluate('document.documentElement.scrollWidth <= innerWidth'), frame.url()).toBe(true);
      }
      await page.evaluate(`for (const shown of document.querySelectorAll('#here > *')) if (shown !== details) shown.remove();
details.setPayment('${disputed?.id}');`);
      await componentIn(page, 'dialog').getByRole('button', { name: 'Submit evidence' }).waitFor();
      expect(await troubles(page)).toEqual([]);
    },
    { locale: 'en-US', viewport },
  ),
);
