import type { Page } from 'playwright-core';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPage } from '../support/browser.ts';
import { troubles } from './axe.ts';
import { backAtShop, enterAll, newSession, payButton, problem } from './checkout-page.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** Opens the hosted page of a session for two posters with further parameters. */
async function atPage(
  more: Partial<Stripe.Checkout.SessionCreateParams>,
  use: (page: Page, session: Stripe.Checkout.Session) => Promise<void>,
): Promise<void> {
  const session = await newSession(stage, more);
  await withPage(
    stage.browser,
    async (page) => {
      await page.goto(session.url ?? '');
      await payButton(page).waitFor();
      await use(page, session);
    },
    { locale: 'en-US' },
  );
}

const toPay = (page: Page) => payButton(page).filter({ hasNotText: 'Processing' }).textContent();

describe('optional items', () => {
  it('are added, changed and removed by the customer, and the amount follows', async () => {
    const frame = await stage.stripe.prices.create({
      currency: 'usd',
      unit_amount: 500,
      product_data: { name: 'Frame' },
    });
    const optional = { price: frame.id, quantity: 1, adjustable_quantity: { enabled: true, maximum: 4 } };
    await atPage({ optional_items: [optional] }, async (page, session) => {
      expect(await toPay(page)).toBe('Pay $30.00');
      await page.getByRole('button', { name: 'Add Frame' }).click();
      await payButton(page).getByText('Pay $35.00').waitFor();
      await page.getByRole('button', { name: 'One more of Frame' }).click();
      await payButton(page).getByText('Pay $40.00').waitFor();
      await page.getByRole('button', { name: 'Remove Frame' }).click();
      await payButton(page).getByText('Pay $30.00').waitFor();
      await page.getByRole('button', { name: 'Add Frame' }).click();
      await payButton(page).getByText('Pay $35.00').waitFor();
      expect(await troubles(page)).toEqual([]);
      await enterAll(page);
      await payButton(page).click();
      await backAtShop(page);
      const { data } = await stage.stripe.checkout.sessions.listLineItems(session.id);
      expect(data).toMatchObject([{ quantity: 2 }, { quantity: 1, description: 'Frame', amount_total: 500 }]);
    });
  });
});

describe('a tax ID', () => {
  it('is requested from businesses, in the format of their country', () =>
    atPage({ tax_id_collection: { enabled: true }, customer_creation: 'always' }, async (page, session) => {
      await enterAll(page);
      await page.getByLabel('Country or region').selectOption('CA');
      await page.getByLabel('Postal code').fill('K1A 0B1');
      await page.getByLabel('I’m buying for a business').check();
      await page.getByLabel('Kind of tax ID').selectOption('ca_gst_hst');
      await page.getByLabel('Country or region').selectOption('DE');
      expect(await page.getByLabel('Kind of tax ID').locator('option').allTextContents()).toEqual([
        'Choose …',
        'EU VAT',
        'DE STN',
      ]);
      await payButton(page).click();
      expect(await problem(page)).toBe('Please fill this in.');
      await page.getByLabel('Business name').fill('Rosen GmbH');
      await page.getByLabel('Kind of tax ID').selectOption('eu_vat');
      await page.getByLabel('Tax ID', { exact: true }).fill('DE12');
      await payButton(page).click();
      expect(await problem(page)).toBe('That is not a tax ID of this kind.');
      expect(await troubles(page)).toEqual([]);
      await page.getByLabel('Tax ID', { exact: true }).fill('DE123456789');
      await payButton(page).click();
      await backAtShop(page);
      expect(await stage.stripe.checkout.sessions.retrieve(session.id, { expand: ['customer'] })).toMatchObject({
        customer: { name: 'Rosen GmbH' },
        customer_details: { name: 'Rosen GmbH', tax_ids: [{ type: 'eu_vat', value: 'DE123456789' }] },
      });
    }));

  it('that is required is requested from everyone, except in countries without tax IDs', () =>
    atPage({ tax_id_collection: { enabled: true, required: 'if_supported' } }, async (page, session) => {
      await enterAll(page);
      expect(await page.getByText('I’m buying for a business').count()).toBe(0);
      await page.getByLabel('Country or region').selectOption('GB');
      await page.getByLabel('Kind of tax ID').waitFor();
      await page.getByLabel('Country or region').selectOption('GL');
      await page.getByLabel('Business name').waitFor({ state: 'detached' });
      await page.getByLabel('Country or region').selectOption('NO');
      await page.getByLabel('Business name').fill('Rosen AS');
      await page.getByLabel('NO VAT').fill('123456789MVA');
      await payButton(page).click();
      await backAtShop(page);
      expect((await stage.stripe.checkout.sessions.retrieve(session.id)).customer_details?.tax_ids).toEqual([
        { type: 'no_vat', value: '123456789MVA' },
      ]);
    }));
});
