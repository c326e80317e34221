import type { Page } from 'playwright-core';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPage } from '../support/browser.ts';
import {
  backAtShop,
  chargesOf,
  enterAll,
  enterCard,
  newSession,
  payButton,
  posters,
  problem,
} from './checkout-page.ts';
import { type Line, openLine } from './examples-line.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let line: Line;
beforeAll(async () => {
  stage = await openStage();
  line = await openLine(stage.url);
});
afterAll(async () => {
  await line.close();
  await stage.close();
});

/** Opens the page of a session and runs `use` on it. */
const atPage = <Result>(session: Stripe.Checkout.Session, use: (page: Page) => Promise<Result>) =>
  withPage(
    stage.browser,
    async (page) => {
      await page.goto(session.url ?? '');
      await page.getByRole('heading', { level: 1 }).waitFor();
      return use(page);
    },
    { locale: 'en-US' },
  );

describe('the hosted page', () => {
  it('shows the order, accepts a card, and returns to the shop', async () => {
    const session = await newSession(stage);
    await atPage(session, async (page) => {
      await expect.poll(() => page.locator('.Totals-row--total').textContent()).toBe('Total due$30.00');
      await enterAll(page);
      await payButton(page).click();
      const back = await backAtShop(page);
      expect(back.searchParams.get('session_id')).toBe(session.id);
    });
    expect(await stage.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      customer_details: {
        email: 'jenny@example.com',
        name: 'Jenny Rosen',
        address: { country: 'US', postal_code: '94103' },
      },
    });
    expect(await chargesOf(stage, session.id)).toMatchObject([{ amount: 3000 }]);
  });

  it('shows missing values at their fields, and focuses the first', async () => {
    await atPage(await newSession(stage), async (page) => {
      await payButton(page).click();
      expect(await page.locator('#email-problem').textContent()).toBe('Please fill this in.');
      expect(await page.locator('#card-number-problem').textContent()).toBe('The card number is not complete.');
      expect(await page.evaluate('document.activeElement.id')).toBe('email');
      await page.keyboard.type('jenny@example.com');
      expect(await page.locator('#email-problem').textContent()).toBe('');
      await payButton(page).click();
      await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('cardNumber');
    });
  });

  it('remains usable after a decline, and another card pays', async () => {
    const session = await newSession(stage);
    await atPage(session, async (page) => {
      await enterAll(page, '4000000000009995');
      await payButton(page).click();
      expect(await problem(page)).toMatch(/insufficient funds/);
      await enterCard(page);
      await payButton(page).click();
      await backAtShop(page);
    });
    expect(await chargesOf(stage, session.id)).toHaveLength(1);
  });

  it("shows the bank's challenge in an overlay; a failed one can be retried", async () => {
    const session = await newSession(stage);
    await atPage(session, async (page) => {
      const challenge = page.frameLocator('dialog iframe');
      await enterAll(page, '4000002760003184');
      await payButton(page).click();
      await challenge.getByRole('button', { name: 'Fail authentication' }).click();
      expect(await problem(page)).toMatch(/authenticat/);
      await payButton(page).click();
      await challenge.getByRole('button', { name: 'Complete authentication' }).click();
      await backAtShop(page);
    });
    expect(await chargesOf(stage, session.id)).toHaveLength(1);
  });

  it('resumes a challenge after a reload', async () => {
    const session = await newSession(stage);
    await atPage(session, async (page) => {
      await enterAll(page, '4000002760003184');
      await payButton(page).click();
      await page.locator('dialog iframe').waitFor();
      await page.reload();
      await page.frameLocator('dialog iframe').getByRole('button', { name: 'Complete authentication' }).click();
      await backAtShop(page);
    });
    expect(await chargesOf(stage, session.id)).toHaveLength(1);
  });

  it("keeps the customer's details and shipping address after a reload", async () => {
    const session = await newSession(stage, { shipping_address_collection: { allowed_countries: ['US'] } });
    await atPage(session, async (page) => {
      const told = page.waitForResponse((response) => (response.request().postData() ?? '').includes('shipping'));
      await page.getByLabel('E-mail').fill('jenny@example.com');
      await page.getByLabel('Full name').fill('Jenny Rosen');
      await page.getByLabel('Address', { exact: true }).fill('510 Townsend St');
      await page.getByLabel('City').fill('San Francisco');
      await page.getByLabel('State or province').selectOption('CA');
      await page.getByLabel('Postal code').fill('94103');
      await told;
      await page.reload();
      expect(await page.getByLabel('E-mail').inputValue()).toBe('jenny@example.com');
      expect(await page.getByLabel('City').inputValue()).toBe('San Francisco');
      await enterCard(page);
      await payButton(page).click();
      await backAtShop(page);
    });
    expect(await stage.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      customer_details: { email: 'jenny@example.com', address: { postal_code: '94103' } },
    });
  });

  it('redirects to a wallet and back', async () => {
    const session = await newSession(stage, {
      line_items: [posters({}, { currency: 'dkk' })],
      allowed_payment_method_types: ['card', 'mobilepay'],
    });
    await atPage(session, async (page) => {
      await page.getByLabel('E-mail').fill('jenny@example.com');
      await page.getByRole('radio', { name: 'MobilePay' }).check();
      await payButton(page).click();
      await page.getByLabel('Phone number').fill('20123456');
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('button', { name: 'Fail test payment' }).click();
      expect(await problem(page)).toMatch(/./);
      await page.getByRole('radio', { name: 'MobilePay' }).check();
      await payButton(page).click();
      await page.getByLabel('Phone number').fill('20123456');
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('button', { name: 'Authorize test payment' }).click();
      await backAtShop(page);
    });
    expect(await stage.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ payment_status: 'paid' });
  });

  it('links back to the shop', async () => {
    const session = await newSession(stage, { cancel_url: stage.shop.returnUrl });
    await atPage(session, async (page) => {
      await page.getByRole('link', { name: /^Back to/ }).click();
      await backAtShop(page);
    });
  });
});

describe('the order', () => {
  it('updates for quantities within their limits', async () => {
    const session = await newSession(stage, {
      line_items: [posters({ adjustable_quantity: { enabled: true, minimum: 1, maximum: 3 } })],
    });
    await atPage(session, async (page) => {
      const total = page.locator('.Totals-row--total dd');
      await page.getByRole('button', { name: 'One more of Poster' }).click();
      await expect.poll(() => total.textContent()).toBe('$45.00');
      expect(await page.getByRole('button', { name: 'One more of Poster' }).isDisabled()).toBe(true);
      const quantity = page.getByLabel('Quantity of Poster');
      await quantity.fill('99');
      await quantity.press('Tab');
      await expect.poll(() => quantity.inputValue()).toBe('3');
      await enterAll(page);
      await payButton(page).filter({ hasText: 'Pay $45.00' }).click();
      await backAtShop(page);
    });
    expect(await chargesOf(stage, session.id)).toMatchObject([{ amount: 4500 }]);
  });

  it('is discounted by a promotion code; invalid codes are explained', async () => {
    const coupon = await stage.stripe.coupons.create({ percent_off: 10, duration: 'once', name: 'A tenth' });
    await stage.stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, code: 'SPRING' });
    const session = await newSession(stage, { allow_promotion_codes: true });
    await atPage(session, async (page) => {
      const total = page.locator('.Totals-row--total dd');
      await page.getByRole('button', { name: 'Add promotion code' }).click();
      await page.keyboard.type('WINTER\n');
      expect(await problem(page)).toBe('This code is invalid.');
      await page.getByLabel('Promotion code', { exact: true }).fill('spring');
      await page.getByRole('button', { name: 'Apply' }).click();
      await expect.poll(() => total.textContent()).toBe('$27.00');
      await page.getByRole('button', { name: 'Remove promotion code SPRING' }).click();
      await expect.poll(() => total.textContent()).toBe('$30.00');
      await page.getByRole('button', { name: 'Add promotion code' }).click();
      await page.keyboard.type('SPRING\n');
      await expect.poll(() => total.textContent()).toBe('$27.00');
      await enterAll(page);
      await payButton(page).click();
      await backAtShop(page);
    });
    expect(await chargesOf(stage, session.id)).toMatchObject([{ amount: 2700 }]);
  });

  it("is shipped to the merchant's countries with the chosen rate, and billed to the same address", async () => {
    const rate = (name: string, amount: number) => ({
      shipping_rate_data: {
        type: 'fixed_amount' as const,
        display_name: name,
        fixed_amount: { amount, currency: 'usd' },
        delivery_estimate: {
          minimum: { unit: 'business_day' as const, value: 3 },
          maximum: { unit: 'business_day' as const, value: 5 },
        },
      },
    });
    const session = await newSession(stage, {
      shipping_address_collection: { allowed_countries: ['US', 'DK'] },
      shipping_options: [rate('Ground', 0), rate('Air', 1500)],
      phone_number_collection: { enabled: true },
    });
    await atPage(session, async (page) => {
      expect(await page.locator('#shipping-country option').allTextContents()).toEqual(['Denmark', 'United States']);
      await page.getByLabel('Phone number').fill('+45 20 12 34 56');
      await page.getByLabel('Full name').fill('Jenny Rosen');
      await page.getByLabel('Country or region').selectOption('DK');
      await page.getByLabel('Address', { exact: true }).fill('Strøget 1');
      await page.getByLabel('City').fill('København');
      await page.getByLabel('Postal code').fill('11');
      await page.getByLabel('City').focus();
      expect(await page.locator('#shipping-postal_code-problem').textContent()).toMatch(/postal code/);
      await page.getByLabel('Postal code').fill('1160');
      await page.getByRole('radio', { name: /Air/ }).check();
      await expect.poll(() => page.locator('.Totals-row--total dd').textContent()).toBe('$45.00');
      expect(await page.getByLabel('Billing address is the same as shipping').isChecked()).toBe(true);
      await enterAll(page);
      await payButton(page).click();
      await backAtShop(page);
    });
    const done = await stage.stripe.checkout.sessions.retrieve(session.id);
    expect(done).toMatchObject({
      shipping_cost: { amount_total: 1500 },
      customer_details: {
        phone: '+45 20 12 34 56',
        address: { country: 'DK', postal_code: '1160', line1: 'Strøget 1' },
      },
      collected_information: {
        shipping_details: { name: 'Jenny Rosen', address: { city: 'København', country: 'DK' } },
      },
    });
  });

  it("is taxed by the customer's address, as soon as it is entered", async () => {
    const rate = { display_name: 'Sales tax', percentage: 8.25, inclusive: false, country: 'US' };
    const { id } = await stage.stripe.taxRates.create(rate);
    const session = await newSession(stage, { automatic_tax: { enabled: true } });
    await atPage(session, async (page) => {
      expect(await page.locator('.Totals-row--total dd').textContent()).toBe('$30.00');
      await enterAll(page);
      // A customer who submits before the page has updated pays nothing they have not seen.
      await payButton(page).click();
      expect(await problem(page)).toMatch(/amount has changed/);
      expect(await page.locator('.Totals').textContent()).toMatch(/Sales tax \(8.25%\)\$2.48/);
      await payButton(page).filter({ hasText: 'Pay $32.48' }).click();
      await backAtShop(page);
    });
    await stage.stripe.taxRates.update(id, { active: false });
    expect(await chargesOf(stage, session.id)).toMatchObject([{ amount: 3248 }]);
  });

  it("contains the answers to the merchant's custom fields", async () => {
    const label = (custom: string) => ({ type: 'custom' as const, custom });
    const session = await newSession(stage, {
      custom_fields: [
        { key: 'engraving', label: label('Engraving'), type: 'text', text: { minimum_length: 2, maximum_length: 8 } },
        { key: 'age', label: label('Age'), type: 'numeric', optional: true },
        {
          key: 'size',
          label: label('Size'),
          type: 'dropdown',
          dropdown: {
            options: [
              { label: 'Small', value: 'small' },
              { label: 'Large', value: 'large' },
            ],
          },
        },
      ],
      custom_text: { submit: { message: 'We ship **on Monday**. <b>No</b> [terms](javascript:alert(1)).' } },
    });
    await atPage(session, async (page) => {
      await enterAll(page);
      await page.getByLabel('Engraving').fill('J');
      await page.getByLabel('Age (optional)').fill('old');
      await payButton(page).click();
      expect(await page.locator('#custom-engraving-problem').textContent()).toMatch(/At least 2/);
      expect(await page.locator('#custom-age-problem').textContent()).toMatch(/digits/);
      expect(await page.locator('#custom-size-problem').textContent()).toMatch(/fill/);
      expect(await page.locator('strong').textContent()).toBe('on Monday');
      expect(await page.locator('.Form a, .Form b').count()).toBe(0);
      await page.getByLabel('Engraving').fill('Jenny');
      await page.getByLabel('Age (optional)').fill('42');
      await page.getByLabel('Size').selectOption('Large');
      await payButton(page).click();
      await backAtShop(page);
    });
    expect((await stage.stripe.checkout.sessions.retrieve(session.id)).custom_fields).toMatchObject([
      { key: 'engraving', text: { value: 'Jenny' } },
      { key: 'age', numeric: { value: '42' } },
      { key: 'size', dropdown: { value: 'large' } },
    ]);
  });
});

describe('a returning customer', () => {
  async function newCustomer(): Promise<Stripe.Customer> {
    const { stripe } = stage;
    const address = {
      line1: '510 Townsend St',
      city: 'San Francisco',
      state: 'CA',
      postal_code: '94103',
      country: 'US',
    };
    const customer = await stripe.customers.create({ email: 'jenny@example.com', name: 'Jenny Rosen' });
    const card = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
    await stripe.paymentMethods.update(card.id, {
      allow_redisplay: 'always',
      billing_details: { name: 'Jenny Rosen', email: 'jenny@example.com', address },
    });
    return customer;
  }

  it('finds their card prefilled, and pays with one click', async () => {
    const session = await newSession(stage, { customer: (await newCustomer()).id });
    await atPage(session, async (page) => {
      expect(await page.getByRole('radio', { name: /4242/ }).isChecked()).toBe(true);
      expect(await page.locator('.Saved-owner').textContent()).toMatch(/Jenny Rosen.*510 Townsend St/);
      expect(await page.locator('.Fixed').textContent()).toBe('jenny@example.com');
      await payButton(page).click();
      await backAtShop(page);
    });
    expect(await chargesOf(stage, session.id)).toMatchObject([{ amount: 3000 }]);
  });

  it('finds nothing prefilled half an hour after the session was created', async () => {
    const session = await newSession(stage, { customer: (await newCustomer()).id });
    await stage.florin.advance('31m');
    await atPage(session, async (page) => {
      await page.getByLabel('Card number').waitFor();
      expect(await page.getByText('4242').count()).toBe(0);
      await enterAll(page);
      await payButton(page).click();
      await backAtShop(page);
    });
  });

  it('pays with another card and saves it', async () => {
    const customer = await newCustomer();
    const session = await newSession(stage, {
      customer: customer.id,
      saved_payment_method_options: { payment_method_save: 'enabled' },
    });
    await atPage(session, async (page) => {
      await page.getByRole('radio', { name: 'Use another payment method' }).check();
      await enterCard(page, '5555555555554444');
      await page.getByLabel('Save my details for next time').check();
      await payButton(page).click();
      await backAtShop(page);
    });
    const kept = await stage.stripe.customers.listPaymentMethods(customer.id);
    expect(kept.data.map(({ card, allow_redisplay: redisplay }) => [card?.last4, redisplay])).toEqual([
      ['4444', 'always'],
      ['4242', 'always'],
    ]);
  });

  it('removes a card if the merchant allows it', async () => {
    const customer = await newCustomer();
    const session = await newSession(stage, {
      customer: customer.id,
      saved_payment_method_options: { payment_method_remove: 'enabled' },
    });
    await atPage(session, async (page) => {
      await page.getByRole('button', { name: 'Remove Visa ending in 4242' }).click();
      await page.getByLabel('Card number').waitFor();
    });
    expect((await stage.stripe.customers.listPaymentMethods(customer.id)).data).toEqual([]);
  });
});

describe('a session that is no longer open', () => {
  it('shows that it expired', async () => {
    const session = await newSession(stage);
    await atPage(session, async (page) => {
      await stage.stripe.checkout.sessions.expire(session.id);
      await enterAll(page);
      await payButton(page).click();
      await page.getByRole('heading', { name: 'This page has expired' }).waitFor();
      await page.reload();
      await page.getByRole('heading', { name: 'This page has expired' }).waitFor();
    });
  });

  it('links to a new session if the merchant enabled recovery', async () => {
    const session = await newSession(stage, { after_expiration: { recovery: { enabled: true } } });
    await atPage(session, async (page) => {
      await stage.stripe.checkout.sessions.expire(session.id);
      await page.reload();
      await page.getByRole('button', { name: 'Start again' }).click();
      await enterAll(page);
      await payButton(page).click();
      const id = (await backAtShop(page)).searchParams.get('session_id') ?? '';
      expect(await stage.stripe.checkout.sessions.retrieve(id)).toMatchObject({ recovered_from: session.id });
    });
  });

  it('is paid once in two tabs', async () => {
    const session = await newSession(stage);
    await atPage(session, async (first) => {
      const told = first.waitForResponse((response) => response.request().method() === 'POST');
      await enterAll(first);
      await told;
      await atPage(session, async (second) => {
        await enterAll(second);
        await payButton(second).click();
        await backAtShop(second);
      });
      await payButton(first).click();
      await backAtShop(first);
    });
    expect(await chargesOf(stage, session.id)).toHaveLength(1);
  });

  it('is distinguished from one that does not exist', () =>
    withPage(
      stage.browser,
      async (page) => {
        await page.goto(`${stage.url}/c/pay/cs_test_nothing`);
        expect(await problem(page)).toMatch(/no such checkout page/);
      },
      { locale: 'en-US' },
    ));
});

describe('when the connection fails', () => {
  const through = (session: Stripe.Checkout.Session) => {
    const { pathname } = new URL(session.url ?? '');
    return { ...session, url: `${line.url}${pathname}` };
  };

  it('after the payment, the customer sees the payment, and nothing is paid twice', async () => {
    const session = await newSession(stage);
    await atPage(through(session), async (page) => {
      await enterAll(page);
      line.loseAnswers(/payment_pages/);
      await payButton(page).click();
      expect(await problem(page)).toMatch(/connection was lost/);
      line.loseAnswers(null);
      await payButton(page).click();
      await backAtShop(page);
    });
    expect(await chargesOf(stage, session.id)).toHaveLength(1);
  });

  it('a double click pays once', async () => {
    const session = await newSession(stage);
    await atPage(through(session), async (page) => {
      await enterAll(page);
      const held = line.hold(/confirm/);
      await payButton(page).dblclick();
      await held.arrived;
      expect(await payButton(page).isDisabled()).toBe(true);
      held.letGo();
      await backAtShop(page);
    });
    expect(await chargesOf(stage, session.id)).toHaveLength(1);
  });

  it('while the page loads, the customer can retry', async () => {
    const session = through(await newSession(stage));
    await withPage(
      stage.browser,
      async (page) => {
        line.loseAnswers(/payment_pages/);
        await page.goto(session.url);
        const retry = page.getByRole('button', { name: 'Try again' });
        await retry.waitFor();
        line.loseAnswers(null);
        await retry.click();
        await payButton(page).waitFor();
      },
      { locale: 'en-US' },
    );
  });
});
