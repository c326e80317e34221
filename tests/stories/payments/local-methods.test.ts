import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { pageOf, send, visit } from '../../support/visit.ts';

const AGREED = {
  customer_acceptance: { type: 'online', online: { ip_address: '127.0.0.1', user_agent: 'a browser' } },
} as const satisfies Stripe.PaymentIntentCreateParams.MandateData;
const PAYER = { name: 'Jenny Rosen', email: 'jenny@example.com' };
const RETURN_URL = 'https://shop.example/done';

type Data = Stripe.PaymentIntentCreateParams.PaymentMethodData;

function pay(
  { stripe }: Pick<Harness, 'stripe'>,
  data: Data,
  more: Partial<Stripe.PaymentIntentCreateParams> = {},
): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create({
    amount: 2500,
    currency: 'eur',
    allowed_payment_method_types: [data.type],
    payment_method_data: data,
    return_url: RETURN_URL,
    confirm: true,
    ...more,
  });
}

describe('bank redirects', () => {
  it('return the customer to the shop, with the result', () =>
    withFlorin(async (harness) => {
      const intent = await pay(harness, { type: 'bancontact', billing_details: PAYER });
      const page = await visit(harness.florin, pageOf(intent));
      expect(page.text).toContain('Bancontact');
      const { location } = await send(harness.florin, pageOf(intent), { choice: 'authorize' });
      expect(location).toMatch(/^https:\/\/shop\.example\/done\?payment_intent=pi_.*redirect_status=succeeded$/);
    }));

  it('create a debitable account if the customer agrees', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const customer = await stripe.customers.create();
      const intent = await pay(
        harness,
        { type: 'ideal', ideal: { bank: 'ing' }, billing_details: PAYER },
        { customer: customer.id, setup_future_usage: 'off_session', mandate_data: AGREED },
      );
      await send(florin, pageOf(intent), { choice: 'authorize' });
      const { latest_charge: charge } = await stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge'] });
      const { ideal } = (charge as Stripe.Charge).payment_method_details ?? {};
      expect(ideal).toMatchObject({ bank: 'ing', bic: 'INGBNL2A', iban_last4: '4300', verified_name: 'Jenny Rosen' });
      const [kept] = (await stripe.customers.listPaymentMethods(customer.id)).data;
      expect(kept).toMatchObject({
        id: ideal?.generated_sepa_debit,
        type: 'sepa_debit',
        sepa_debit: { country: 'NL', generated_from: { charge: (charge as Stripe.Charge).id } },
      });
      const later = await stripe.paymentIntents.create({
        amount: 900,
        currency: 'eur',
        customer: customer.id,
        allowed_payment_method_types: ['sepa_debit'],
        payment_method: kept?.id ?? '',
        off_session: true,
        confirm: true,
      });
      expect(later.status).toBe('processing');
    }));

  it('are set up without a payment, too', () =>
    withFlorin(async ({ stripe, florin }) => {
      const customer = await stripe.customers.create();
      const setup = await stripe.setupIntents.create({
        customer: customer.id,
        allowed_payment_method_types: ['bancontact'],
        payment_method_data: { type: 'bancontact', billing_details: PAYER },
        mandate_data: AGREED,
        return_url: RETURN_URL,
        confirm: true,
      });
      await send(florin, pageOf(setup), { choice: 'authorize' });
      const done = await stripe.setupIntents.retrieve(setup.id, { expand: ['latest_attempt'] });
      expect(done.status).toBe('succeeded');
      const [kept] = (await stripe.customers.listPaymentMethods(customer.id)).data;
      expect((done.latest_attempt as Stripe.SetupAttempt).payment_method_details.bancontact).toMatchObject({
        generated_sepa_debit: kept?.id,
        iban_last4: '7061',
      });
    }));
});

describe('wallets', () => {
  it('are saved for their customer, and charged off session', () =>
    withFlorin(async ({ stripe, florin }) => {
      const customer = await stripe.customers.create();
      const setup = await stripe.setupIntents.create({
        customer: customer.id,
        allowed_payment_method_types: ['kakao_pay'],
        payment_method_data: { type: 'kakao_pay' },
        mandate_data: AGREED,
        return_url: RETURN_URL,
        confirm: true,
      });
      await send(florin, pageOf(setup), { choice: 'authorize' });
      const { payment_method: method, status } = await stripe.setupIntents.retrieve(setup.id);
      expect(status).toBe('succeeded');
      const charged = await stripe.paymentIntents.create({
        amount: 15000,
        currency: 'krw',
        customer: customer.id,
        allowed_payment_method_types: ['kakao_pay'],
        payment_method: String(method),
        off_session: true,
        confirm: true,
      });
      expect(charged.status).toBe('succeeded');
    }));

  it('are not saved without consent', () =>
    withFlorin(async (harness) => {
      const customer = await harness.stripe.customers.create();
      const keeping = { customer: customer.id, setup_future_usage: 'off_session' } as const;
      await expect(pay(harness, { type: 'paypal' }, keeping)).rejects.toMatchObject({ param: 'mandate_data' });
    }));
});

describe('lenders', () => {
  it("check the customer's country", () =>
    withFlorin(async (harness) => {
      const klarna = (country: string): Data => ({ type: 'klarna', billing_details: { address: { country } } });
      await expect(pay(harness, { type: 'klarna' })).rejects.toMatchObject({
        param: 'payment_method_data[billing_details][address][country]',
      });
      await expect(pay(harness, klarna('SE'))).rejects.toMatchObject({ code: 'payment_method_invalid_parameter' });
      expect((await pay(harness, klarna('DE'))).status).toBe('requires_action');
    }));

  it('decline some customers', () =>
    withFlorin(async (harness) => {
      const denied = { email: 'customer+denied@email.de', address: { country: 'DE' } };
      const intent = await pay(harness, { type: 'klarna', billing_details: denied });
      await send(harness.florin, pageOf(intent), { choice: 'authorize' });
      expect(await harness.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
        status: 'requires_payment_method',
        last_payment_error: { code: 'payment_method_customer_decline' },
      });
    }));

  it('require the shipping address for Afterpay', () =>
    withFlorin(async (harness) => {
      const refused = pay(harness, { type: 'afterpay_clearpay', billing_details: PAYER }, { currency: 'usd' });
      await expect(refused).rejects.toMatchObject({ param: 'shipping' });
    }));
});

it('Afterpay takes US dollars from a customer in Australia', () =>
  withFlorin(async (harness) => {
    const address = { line1: '123 Main St.', city: 'Sydney', postal_code: '2000', country: 'AU' };
    const intent = await pay(
      harness,
      { type: 'afterpay_clearpay', billing_details: { ...PAYER, address } },
      { currency: 'usd', shipping: { name: 'Jenny Rosen', address } },
    );
    expect(intent.status).toBe('requires_action');
  }));

describe('vouchers', () => {
  const oxxo = (email: string): [Data, Partial<Stripe.PaymentIntentCreateParams>] => [
    { type: 'oxxo', billing_details: { name: 'Jenny Rosen', email } },
    { amount: 25000, currency: 'mxn' },
  ];

  it("are paid after three minutes, or as the customer's e-mail address requests", () =>
    withFlorin(async (harness) => {
      const names = ['jenny', 'succeed_immediately', 'expire_immediately', 'expire_with_delay', 'fill_never'];
      const intents = await Promise.all(names.map((name) => pay(harness, ...oxxo(`${name}@example.com`))));
      const states = () =>
        Promise.all(intents.map(async ({ id }) => (await harness.stripe.paymentIntents.retrieve(id)).status));
      const [waiting, paid, expired] = ['requires_action', 'succeeded', 'requires_payment_method'];
      await harness.florin.advance('10s');
      expect(await states()).toEqual([waiting, paid, expired, waiting, waiting]);
      await harness.florin.advance('3m');
      expect(await states()).toEqual([paid, paid, expired, expired, waiting]);
      await harness.florin.advance('4d');
      expect(await states()).toEqual([paid, paid, expired, expired, expired]);
    }));

  it('show how to pay, and the deadline', () =>
    withFlorin(async (harness) => {
      const intent = await pay(harness, ...oxxo('fill_never@example.com'));
      const { number, hosted_voucher_url: url } = intent.next_action?.oxxo_display_details ?? {};
      const page = await visit(harness.florin, url ?? '');
      expect(page.text).toContain(number ?? 'no number');
      expect(page.text).toContain('January 9, 2026');
    }));

  it("expire at the merchant's deadline", () =>
    withFlorin(async (harness) => {
      const [data, params] = oxxo('fill_never@example.com');
      const expiring = (days: number) =>
        pay(harness, data, { ...params, payment_method_options: { oxxo: { expires_after_days: days } } });
      await expect(expiring(8)).rejects.toMatchObject({
        param: 'payment_method_options[oxxo][expires_after_days]',
      });
      const { next_action: action } = await expiring(1);
      expect(action?.oxxo_display_details?.expires_after).toBe(Date.UTC(2026, 0, 7, 6) / 1000 - 1);
    }));

  it('are not refunded, or only to an account that the customer enters', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const cash = await pay(harness, ...oxxo('succeed_immediately@example.com'));
      const machine = await pay(harness, {
        type: 'multibanco',
        billing_details: { email: 'succeed_immediately@example.com' },
      });
      await florin.advance('10s');
      await expect(stripe.refunds.create({ payment_intent: cash.id })).rejects.toMatchObject({
        code: 'charge_not_refundable',
      });
      const refund = await stripe.refunds.create({ payment_intent: machine.id });
      expect(refund).toMatchObject({
        status: 'requires_action',
        instructions_email: 'succeed_immediately@example.com',
      });
    }));
});

describe('QR codes', () => {
  it('are pictures that lead to the page', () =>
    withFlorin(async (harness) => {
      const intent = await pay(harness, { type: 'swish' }, { currency: 'sek', amount: 10000 });
      const shown = intent.next_action?.swish_handle_redirect_or_display_qr_code;
      const svg = await visit(harness.florin, shown?.qr_code.image_url_svg ?? '');
      expect(svg).toMatchObject({ status: 200, text: expect.stringMatching(/^<svg/) });
      const png = await harness.florin.fetch(shown?.qr_code.image_url_png ?? '');
      expect(png.headers.get('content-type')).toBe('image/png');
      const page = await visit(harness.florin, shown?.hosted_instructions_url ?? '');
      expect(page.text).toContain('/code.svg');
      await send(harness.florin, shown?.hosted_instructions_url ?? '', { choice: 'authorize' });
      expect((await harness.stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded');
    }));

  it('are valid for as long as the merchant sets for Pix', () =>
    withFlorin(async (harness) => {
      const pix = (seconds: number) =>
        pay(
          harness,
          { type: 'pix' },
          { currency: 'brl', payment_method_options: { pix: { expires_after_seconds: seconds } } },
        );
      await expect(pix(5)).rejects.toMatchObject({ param: 'payment_method_options[pix][expires_after_seconds]' });
      const intent = await pix(60);
      expect(intent.next_action?.pix_display_qr_code?.expires_at).toBe(intent.created + 60);
      await harness.florin.advance('61s');
      expect((await harness.stripe.paymentIntents.retrieve(intent.id)).status).toBe('requires_payment_method');
    }));

  it('are part of the response for WeChat Pay', () =>
    withFlorin(async (harness) => {
      const intent = await pay(harness, { type: 'wechat_pay' });
      const { image_data_url: image } = intent.next_action?.wechat_pay_display_qr_code ?? {};
      expect(Buffer.from(image?.split(',')[1] ?? '', 'base64').toString('latin1', 1, 4)).toBe('PNG');
    }));
});
