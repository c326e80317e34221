import type { FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPage } from '../support/browser.ts';
import { openMerchantPage } from './merchant-page.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** Makes a call in a page, acts in the window that it opens, and returns the result. */
function inWindow(call: string, act: (window: FrameLocator, page: Page) => Promise<void>): Promise<unknown> {
  return withPage(
    stage.browser,
    async (page) => {
      await openMerchantPage(page, stage, {
        body: '',
        setUp: `let result; stripe.${call}.then((came) => { result = came; });`,
      });
      await act(page.frameLocator('dialog iframe'), page);
      await page.waitForFunction('result !== undefined');
      expect(await page.locator('dialog').count()).toBe(0);
      return page.evaluate('result');
    },
    { locale: 'en-US' },
  );
}

const newPayment = (type: string, currency: string) =>
  stage.stripe.paymentIntents.create({
    amount: 5000,
    currency,
    allowed_payment_method_types: [type as 'card'],
  });
const OWNER = "billing_details: { name: 'Jenny Rosen', email: 'jenny@example.com' }";
const collect = (call: string, secret: string | null) =>
  `${call}({ clientSecret: '${secret}', params: { payment_method_type: 'us_bank_account', payment_method_data: { ${OWNER} } } })`;

describe('the login at a simulated bank', () => {
  it('gives a payment a verified account, which is charged without deposits', async () => {
    const { id, client_secret: secret } = await newPayment('us_bank_account', 'usd');
    const result = await inWindow(collect('collectBankAccountForPayment', secret), async (bank) => {
      await bank.getByText('Success').click();
      await bank.getByRole('button', { name: 'Connect account' }).click();
    });
    expect(result).toMatchObject({ paymentIntent: { id, status: 'requires_confirmation' } });
    const confirmed = await withPage(stage.browser, async (page) => {
      await openMerchantPage(page, stage, { body: '' });
      return page.evaluate(`stripe.confirmUsBankAccountPayment('${secret}')`);
    });
    expect(confirmed).toMatchObject({ paymentIntent: { id, status: 'processing' } });
    const { payment_method: method } = await stage.stripe.paymentIntents.retrieve(id, { expand: ['payment_method'] });
    expect(method).toMatchObject({
      billing_details: { name: 'Jenny Rosen', email: 'jenny@example.com' },
      us_bank_account: { last4: '6789' },
    });
  });

  it('gives a setup the account that the customer chose', async () => {
    const { id: customer } = await stage.stripe.customers.create();
    const { id, client_secret: secret } = await stage.stripe.setupIntents.create({
      customer,
      allowed_payment_method_types: ['us_bank_account'],
    });
    const result = await inWindow(collect('collectBankAccountForSetup', secret), async (bank) => {
      await bank.getByTestId('insufficientFunds').click();
      await bank.getByRole('button', { name: 'Connect account' }).click();
    });
    expect(result).toMatchObject({ setupIntent: { id, status: 'requires_confirmation' } });
    expect(JSON.stringify(result)).not.toContain(customer);
  });

  it('returns the unchanged payment if the customer cancels', async () => {
    const { id, client_secret: secret } = await newPayment('us_bank_account', 'usd');
    const result = await inWindow(collect('collectBankAccountForPayment', secret), (bank) =>
      bank.getByRole('button', { name: 'Cancel' }).click(),
    );
    expect(result).toMatchObject({ paymentIntent: { id, status: 'requires_payment_method' } });
  });

  it('refuses a payment that is over, and the account of a stranger', async () => {
    const paid = await stage.stripe.paymentIntents.create({
      amount: 5000,
      currency: 'usd',
      payment_method: 'pm_usBankAccount_success',
      allowed_payment_method_types: ['us_bank_account'],
      mandate_data: { customer_acceptance: { type: 'offline', offline: {} } },
      confirm: true,
    });
    for (const [secret, code] of [
      [paid.client_secret, 'payment_intent_unexpected_state'],
      ['pi_123456789012_secret_123456789012', 'resource_missing'],
    ] as const) {
      const result = await inWindow(collect('collectBankAccountForPayment', secret), (bank) =>
        bank.getByRole('button', { name: 'Connect account' }).click(),
      );
      expect(result).toMatchObject({ error: { code } });
    }
  });
});

describe('the mandate of a pre-authorized debit', () => {
  it('collects the account, and the payment waits for the deposits', async () => {
    const { id, client_secret: secret } = await newPayment('acss_debit', 'cad');
    const result = await inWindow(
      `confirmAcssDebitPayment('${secret}', { payment_method: { ${OWNER} } })`,
      async (mandate) => {
        await mandate.getByRole('button', { name: 'Agree' }).click();
        await mandate.getByLabel('Institution number').fill('000');
        await mandate.getByLabel('Transit number').fill('11000');
        await mandate.getByLabel('Account number').fill('000123456789');
        await mandate.getByRole('button', { name: 'Agree' }).click();
      },
    );
    expect(result).toMatchObject({
      paymentIntent: { id, status: 'requires_action', next_action: { type: 'verify_with_microdeposits' } },
    });
  });

  it('is an error if the customer cancels', async () => {
    const { client_secret: secret } = await newPayment('acss_debit', 'cad');
    const result = await inWindow(`confirmAcssDebitPayment('${secret}', { payment_method: { ${OWNER} } })`, (mandate) =>
      mandate.getByRole('button', { name: 'Cancel' }).click(),
    );
    expect(result).toMatchObject({ error: { type: 'validation_error', code: 'incomplete_payment_details' } });
  });
});
