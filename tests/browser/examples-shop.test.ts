import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startShop } from '../../examples/shop/server.ts';
import { enterCard, payButton, problem } from './checkout-page.ts';
import { type ExampleStage, openExample } from './examples-stage.ts';
import { frameIn } from './merchant-page.ts';

let stage: ExampleStage;
beforeAll(async () => {
  stage = await openExample(startShop);
});
afterAll(() => stage.close());

describe('a shop with Checkout', () => {
  it('prefills the saved card, is paid with one click, and ships after the webhook', () =>
    stage.atOrder(async (page) => {
      const checkout = frameIn(page, '#checkout');
      await checkout.getByText('•••• 4242').waitFor();
      await payButton(checkout).click();
      await page.getByRole('heading', { name: 'Thank you' }).waitFor();
      expect(await page.getByText('jenny.rosen@example.com').count()).toBe(1);
      await stage.florin.settled();
      await page.reload();
      expect(await page.locator('#sale').textContent()).toBe('fulfilled');
    }));

  it('the hosted page sells the same', () =>
    stage.atOrder(async (page) => {
      await page.getByRole('button', { name: 'Pay on a page of its own' }).click();
      await page.waitForURL(/\/c\/pay\/cs_test_/);
      await payButton(page).click();
      await page.getByRole('heading', { name: 'Thank you' }).waitFor();
      expect(new URL(page.url()).searchParams.get('session_id')).toMatch(/^cs_test_/);
    }));

  it.each([
    ['AT611904300234573201', 'fulfilled'],
    ['AT861904300235473202', 'failed'],
  ])('a debit of %s is pending, and days later the sale has %s', (iban, outcome) =>
    stage.atOrder(async (page) => {
      const checkout = frameIn(page, '#checkout');
      await checkout.getByText('Use another payment method').click();
      await checkout.getByText('SEPA').click();
      await checkout.getByLabel('IBAN').fill(iban);
      await checkout.getByLabel(/name/i).fill('Jenny Rosen');
      await payButton(checkout).click();
      await page.getByRole('heading', { name: 'Thank you' }).waitFor();
      const sale = async () => {
        await stage.florin.settled();
        await page.reload();
        return page.locator('#sale').textContent();
      };
      expect(await sale()).toBe('waiting');
      await stage.florin.advance('14d');
      expect(await sale()).toBe(outcome);
    }),
  );

  it('half an hour later nothing is prefilled, and a declined card is not a sale', () =>
    stage.atOrder(async (page) => {
      await page.getByRole('button', { name: 'Pay on a page of its own' }).click();
      await page.getByText('•••• 4242').waitFor();
      await stage.florin.advance('31m');
      await page.reload();
      await page.getByLabel('E-mail').fill('jenny.rosen@example.com');
      await enterCard(page, '4000000000009995');
      expect(await page.getByText('•••• 4242').count()).toBe(0);
      await payButton(page).click();
      expect(await problem(page)).toBe('Your card has insufficient funds.');
      const { data } = await stage.stripe.checkout.sessions.list({ limit: 1 });
      expect(data[0]).toMatchObject({ status: 'open', payment_status: 'unpaid' });
    }));
});
