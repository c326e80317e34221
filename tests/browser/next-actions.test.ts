import type { Page } from 'playwright-core';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PaymentMethodModule } from '../../src/methods/method.ts';
import { METHODS } from '../../src/methods/registry.ts';
import { handlingOf, type NextAction } from '../../web/stripe-js/calls/next-actions.ts';
import { AGREED, ENTERED, SAMPLES, WITH } from '../suites/methods/method-samples.ts';
import { withPage } from '../support/browser.ts';
import { openMerchantPage } from './merchant-page.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const ENGLISH = { locale: 'en-US' };
const AMOUNT = 10_000;

/** Returns nested parameters for flat ones (`a[b]` becomes `{ a: { b } }`). */
function nested(flat: Readonly<Record<string, string>>): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(flat)) {
    const path = name.split(/[[\]]+/).filter(Boolean);
    const last = path.pop() ?? '';
    let place = root;
    for (const key of path) {
      place[key] ??= {};
      place = place[key] as Record<string, unknown>;
    }
    place[last] = value;
  }
  return root;
}

async function newIntent({ type, currencies }: PaymentMethodModule): Promise<Stripe.PaymentIntent> {
  const all = currencies === 'all' ? ['usd'] : currencies;
  return stage.stripe.paymentIntents.create({
    amount: AMOUNT,
    currency: type === 'customer_balance' ? 'eur' : (all[0] ?? 'usd'),
    allowed_payment_method_types: [type as 'card'],
    ...(type === 'customer_balance' && { customer: (await stage.stripe.customers.create()).id }),
  });
}

/** Confirms in the page, and returns what the customer sees next: another page, a window, or the call's result. */
async function confirm(
  page: Page,
  { type, mandate }: PaymentMethodModule,
  intent: Stripe.PaymentIntent | Stripe.SetupIntent,
  redirect: 'always' | 'if_required' = 'if_required',
): Promise<'redirect' | 'window' | 'result'> {
  const isSetup = intent.object === 'setup_intent';
  const options = {
    clientSecret: intent.client_secret,
    redirect,
    confirmParams: {
      return_url: stage.shop.returnUrl,
      payment_method_data: { type, ...nested(SAMPLES[type] ?? {}) },
      ...(!isSetup && nested(WITH[type] ?? {})),
      ...nested(ENTERED[type] ?? {}),
      ...((mandate?.needed === 'always' || (isSetup && mandate)) && nested(AGREED)),
    },
  };
  await openMerchantPage(page, stage, {
    body: '',
    setUp: `let result; stripe.${isSetup ? 'confirmSetup' : 'confirmPayment'}(${JSON.stringify(options)}).then((came) => { result = came; });`,
  });
  const seen = await page.waitForFunction(
    `location.pathname.startsWith('/authorize/') ? 'redirect'
     : document.querySelector('dialog') ? 'window'
     : typeof result === 'object' ? 'result' : undefined`,
  );
  return (await seen.jsonValue()) as 'redirect' | 'window' | 'result';
}

async function authorizeOnPage(page: Page, { payerEnters }: PaymentMethodModule): Promise<void> {
  if (payerEnters === 'phone') {
    await page.getByLabel('Phone number').fill('12345678');
    await page.getByRole('button', { name: 'Continue' }).click();
  }
  await page.getByRole('button', { name: 'Authorize test payment' }).click();
  await page.getByRole('heading', { name: 'Thank you' }).waitFor();
}

const resultOf = async (page: Page) => {
  await page.waitForFunction('result !== undefined');
  return (await page.evaluate('result')) as { paymentIntent?: Stripe.PaymentIntent; error?: Stripe.StripeRawError };
};
const window = (page: Page) => page.frameLocator('dialog iframe');
const SEEN = {
  redirect: 'redirect',
  challenge: 'window',
  code: 'window',
  voucher: 'window',
  none: 'result',
  wait: 'result',
};

describe('confirmPayment with every payment method', () => {
  it.each(METHODS.map((method) => [method.type, method] as const))('%s', (_type, method) =>
    withPage(
      stage.browser,
      async (page) => {
        const intent = await newIntent(method);
        const seen = await confirm(page, method, intent);
        const { next_action: next } = await stage.stripe.paymentIntents.retrieve(intent.id);
        const { by } = handlingOf(next as NextAction | null);
        expect({ seen, type: next?.type }).toEqual({ seen: SEEN[by], type: next?.type });
        if (by === 'redirect') {
          await authorizeOnPage(page, method);
          const { status } = await stage.stripe.paymentIntents.retrieve(intent.id);
          const redirectStatus = new URL(page.url()).searchParams.get('redirect_status');
          expect(redirectStatus).toBe(status === 'processing' ? 'pending' : 'succeeded');
          return;
        }
        if (by === 'voucher') await window(page).getByRole('link', { name: 'Close' }).last().click();
        else if (seen === 'window') await window(page).getByRole('button', { name: 'Authorize' }).click();
        const { paymentIntent } = await resultOf(page);
        const { status } = await stage.stripe.paymentIntents.retrieve(intent.id);
        expect(paymentIntent).toMatchObject({ id: intent.id, status });
        if (by === 'voucher') expect(status).toBe('requires_action');
        if (by === 'code') expect(status).toBe('succeeded');
      },
      ENGLISH,
    ),
  );
});

describe('confirmSetup with every payment method that can be set up', () => {
  const SET_UP = METHODS.filter(({ setup }) => setup !== undefined);

  it.each(SET_UP.map((method) => [method.type, method] as const))('%s', (type, method) =>
    withPage(
      stage.browser,
      async (page) => {
        const { id: customer } = await stage.stripe.customers.create();
        const intent = await stage.stripe.setupIntents.create({
          customer,
          allowed_payment_method_types: [type as 'card'],
          ...(type === 'acss_debit' && { payment_method_options: { acss_debit: { currency: 'cad' } } }),
        });
        const seen = await confirm(page, method, intent);
        const { next_action: next } = await stage.stripe.setupIntents.retrieve(intent.id);
        const { by } = handlingOf(next as NextAction | null);
        expect({ seen, type: next?.type }).toEqual({ seen: SEEN[by], type: next?.type });
        if (by === 'redirect') {
          await page.getByRole('button', { name: 'Authorize' }).click();
          await page.getByRole('heading', { name: 'Thank you' }).waitFor();
          const { status } = await stage.stripe.setupIntents.retrieve(intent.id);
          expect({ status, came: new URL(page.url()).searchParams.get('redirect_status') }).toEqual({
            status: 'succeeded',
            came: 'succeeded',
          });
          return;
        }
        if (by === 'voucher') await window(page).getByRole('link', { name: 'Close' }).last().click();
        else if (seen === 'window') await window(page).getByRole('button', { name: 'Authorize' }).click();
        const { setupIntent } = (await resultOf(page)) as { setupIntent?: Stripe.SetupIntent };
        const { status } = await stage.stripe.setupIntents.retrieve(intent.id);
        expect(setupIntent).toMatchObject({ id: intent.id, status });
      },
      ENGLISH,
    ),
  );
});

describe('the window of a code or voucher', () => {
  const methodOf = (type: string) => METHODS.find((method) => method.type === type) as PaymentMethodModule;

  it('a closed voucher is pending at the return_url, never succeeded', () =>
    withPage(
      stage.browser,
      async (page) => {
        const intent = await newIntent(methodOf('oxxo'));
        await confirm(page, methodOf('oxxo'), intent, 'always');
        await window(page).getByRole('link', { name: 'Close' }).first().click();
        await page.getByRole('heading', { name: 'Thank you' }).waitFor();
        expect(new URL(page.url()).searchParams.get('redirect_status')).toBe('pending');
      },
      ENGLISH,
    ));

  it('a failed payment by code is an error with the payment', () =>
    withPage(
      stage.browser,
      async (page) => {
        const intent = await newIntent(methodOf('wechat_pay'));
        await confirm(page, methodOf('wechat_pay'), intent);
        await window(page).getByRole('button', { name: 'Fail' }).click();
        expect(await resultOf(page)).toMatchObject({
          error: { payment_intent: { id: intent.id, status: 'requires_payment_method' } },
        });
      },
      ENGLISH,
    ));

  it('a closed code leaves the payment requiring its action', () =>
    withPage(
      stage.browser,
      async (page) => {
        const intent = await newIntent(methodOf('pix'));
        await confirm(page, methodOf('pix'), intent);
        await window(page).getByRole('link', { name: 'Close' }).first().click();
        expect(await resultOf(page)).toMatchObject({ paymentIntent: { id: intent.id, status: 'requires_action' } });
      },
      ENGLISH,
    ));

  it('closes when the customer has paid with the phone that scanned the code', () =>
    withPage(
      stage.browser,
      async (page) => {
        const intent = await newIntent(methodOf('swish'));
        await confirm(page, methodOf('swish'), intent);
        const { next_action: next } = await stage.stripe.paymentIntents.retrieve(intent.id);
        const phone = await page.context().newPage();
        await phone.goto(next?.swish_handle_redirect_or_display_qr_code?.mobile_auth_url ?? '');
        await phone.getByRole('button', { name: 'Authorize' }).click();
        expect(await resultOf(page)).toMatchObject({ paymentIntent: { id: intent.id, status: 'succeeded' } });
      },
      ENGLISH,
    ));

  it('opens the app on a phone', () =>
    withPage(
      stage.browser,
      async (page) => {
        const seen = await confirm(page, methodOf('cashapp'), await newIntent(methodOf('cashapp')));
        expect(seen).toBe('redirect');
      },
      { ...ENGLISH, userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)' },
    ));

  it("loads from the host of the page's script, not from the host of the merchant's server", () =>
    withPage(
      stage.browser,
      async (page) => {
        const intent = await stage.stripe.paymentIntents.create({
          amount: AMOUNT,
          currency: 'usd',
          payment_method: 'pm_card_threeDSecure2Required',
          confirm: true,
          use_stripe_sdk: true,
        });
        const routed = stage.url.replace('127.0.0.1', 'localhost');
        await openMerchantPage(
          page,
          { ...stage, url: routed },
          {
            body: '',
            setUp: `let result; stripe.handleNextAction({ clientSecret: '${intent.client_secret}' }).then((came) => { result = came; });`,
          },
        );
        await window(page).getByRole('button', { name: 'Complete authentication' }).click();
        expect(await resultOf(page)).toMatchObject({ paymentIntent: { status: 'succeeded' } });
        const used = page.frames().map((frame) => new URL(frame.url()).hostname);
        expect(used).not.toContain('127.0.0.1');
      },
      ENGLISH,
    ));
});
