import fc from 'fast-check';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeForm } from '../../../src/api/codecs/decode-form.ts';
import { validateParams } from '../../../src/api/validate.ts';
import { allOperations, type ContractType, paramsOf } from '../../../src/contract/contract.ts';
import { StripeError } from '../../../src/kernel/errors.ts';
import { storedUrl, type UrlKind } from '../../../src/shared/caller-urls.ts';
import { openCheckout } from '../../stories/checkout/checkout.ts';
import { createHarness, type Harness } from '../../support/harness.ts';
import { pageOf, send } from '../../support/visit.ts';

/** Every URL that a caller sends is parsed where it comes in, and stored as it can be used. */

interface UrlParameter {
  readonly path: string;
  readonly kind: UrlKind;
}

/** No file of the contract nests deeper. */
const DEEPEST = 12;

function* urlsOf(type: ContractType, path: string, depth = 0): Generator<UrlParameter> {
  if (depth > DEEPEST) return;
  if (type.kind === 'string' && type.url) yield { path, kind: type.url };
  if (type.kind === 'list') yield* urlsOf(type.of, `${path}[0]`, depth + 1);
  if (type.kind === 'map') yield* urlsOf(type.of, `${path}[key]`, depth + 1);
  if (type.kind === 'union') for (const one of type.of) yield* urlsOf(one, path, depth + 1);
  if (type.kind !== 'hash') return;
  for (const [name, field] of type.fields) yield* urlsOf(field, path ? `${path}[${name}]` : name, depth + 1);
}

const PARAMETERS = allOperations().flatMap(({ id }) => [...urlsOf(paramsOf(id), '')].map((url) => ({ id, ...url })));

const NEVER = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  '\u0001javascript:alert(1)',
  'java\tscript:alert(1)',
  'java\nscript:alert(1)',
  'javascript://shop.example/%0aalert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'blob:https://shop.example/1',
  'file:///etc/passwd',
  'https://shop.example/\r\nset-cookie: a=b',
  'https://shop.example/\ttab',
  'https://sh\u0000op.example/',
  'shop.example/thanks',
  '//shop.example/thanks',
  '/thanks',
  'https://',
  'https://a b.example/',
];
const APPS = ['myapp://paid', 'com.example.shop:/paid'];

function refusalOf(id: (typeof PARAMETERS)[number]['id'], path: string, value: string) {
  try {
    validateParams(paramsOf(id), decodeForm(`${path}=${encodeURIComponent(value)}`));
  } catch (error) {
    if (error instanceof StripeError) return error.detail;
    throw error;
  }
  return undefined;
}

describe('every URL parameter of the contract', () => {
  test('is found', () => {
    const names = new Set(PARAMETERS.map(({ path }) => /([a-z_]+)\]?(\[0\])?$/.exec(path)?.[1]));
    expect([...names].sort()).toEqual([
      'business_url',
      'cancel_url',
      'custom_mandate_url',
      'default_return_url',
      'image_url',
      'images',
      'privacy_policy_url',
      'product_url',
      'refresh_url',
      'return_url',
      'specified_commercial_transactions_act_url',
      'success_url',
      'support_url',
      'terms_of_service_url',
      'url',
    ]);
  });

  test.each(NEVER)('refuses %j', (poison) => {
    for (const { id, path, kind } of PARAMETERS) {
      // The website of a business may be written without its scheme.
      if (kind === 'site' && poison === 'shop.example/thanks') continue;
      expect(refusalOf(id, path, poison), `${id} ${path}`).toMatchObject({ code: 'url_invalid' });
    }
  });

  test.each(APPS)('accepts %s where payments return to apps, and nowhere else', (app) => {
    for (const { id, path, kind } of PARAMETERS) {
      const code = refusalOf(id, path, app)?.code;
      expect(code === 'url_invalid', `${id} ${path}`).toBe(kind !== 'return');
    }
    const operations = new Set(PARAMETERS.flatMap(({ id, kind }) => (kind === 'return' ? [id] : [])));
    expect(operations).toContain('POST /v1/payment_intents/{intent}/confirm');
    expect(operations).not.toContain('POST /v1/checkout/sessions');
    expect(operations).not.toContain('POST /v1/account_links');
  });
});

test('what is stored fits into a header, leads where it was allowed to, and is stored as itself', () => {
  const pieces = fc.constantFrom(
    'http',
    'https',
    'java',
    'script',
    'data',
    'app',
    ':',
    '/',
    '//',
    '\\\\',
    '@',
    '?',
    '#',
    '%',
    '.',
  );
  const text = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 12 });
  const schemes = { web: /^https?:$/, return: /^(?!(javascript|data|file|blob|vbscript):)[a-z][a-z0-9+.-]*:$/ };
  fc.assert(
    fc.property(
      text,
      fc.constantFrom('', 'https://', 'myapp://'),
      fc.constantFrom('web', 'return'),
      (parts, start, kind) => {
        const stored = storedUrl(start + parts.join(''), kind);
        if (stored === undefined) return;
        expect(stored).toMatch(/^[!-~]+$/);
        expect(new URL(stored).protocol).toMatch(schemes[kind]);
        expect(storedUrl(stored, kind)).toBe(stored);
      },
    ),
    { numRuns: 1_000 },
  );
});

describe('a URL', () => {
  let harness: Harness;
  let stripe: Stripe;
  beforeAll(async () => {
    harness = await createHarness();
    stripe = harness.stripe;
  });
  afterAll(() => harness.close());

  test.each([
    'https://shop.example',
    'https://shop.example?a={CHECKOUT_SESSION_ID}',
    'HTTPS://Shop.example:443/thanks?a=1;b=%zz#{x}',
  ])('in plain ASCII is shown as it was sent: %s', async (url) => {
    const product = await stripe.products.create({ name: 'Poster', url, images: [url] });
    expect(product).toMatchObject({ url, images: [url] });
    expect((await stripe.products.list({ url })).data).toContainEqual(expect.objectContaining({ id: product.id }));
  });

  test('in another script is stored as it can be used, and leads the payer back', async () => {
    const checkout = openCheckout(harness);
    const session = await stripe.checkout.sessions.create({
      mode: 'payment',
      allowed_payment_method_types: ['paypal'],
      line_items: [
        { price_data: { currency: 'eur', unit_amount: 1000, product_data: { name: 'Poster' } }, quantity: 1 },
      ],
      success_url: 'https://例え.jp/ありがとう/{CHECKOUT_SESSION_ID}?名前=é',
      cancel_url: 'https://shop.example/zurück',
    });
    const success =
      'https://xn--r8jz45g.jp/%E3%81%82%E3%82%8A%E3%81%8C%E3%81%A8%E3%81%86/{CHECKOUT_SESSION_ID}?%E5%90%8D%E5%89%8D=%C3%A9';
    expect(session).toMatchObject({ success_url: success, cancel_url: 'https://shop.example/zur%C3%BCck' });
    const wallet = { 'payment_method_data[type]': 'paypal', email: 'jenny@example.com' };
    const page = await checkout.confirm(session.id, wallet);
    const back = await checkout.approve(page.payment.redirect_url);
    expect(await checkout.follow(back)).toBe(success.replace('{CHECKOUT_SESSION_ID}', session.id));
  });

  test('in another script leads a payer back from a challenge', async () => {
    const intent = await stripe.paymentIntents.create({
      amount: 1000,
      currency: 'usd',
      payment_method: 'pm_card_authenticationRequired',
      confirm: true,
      return_url: 'myapp://päid/ありがとう',
    });
    expect(intent.next_action?.redirect_to_url?.return_url).toBe(
      'myapp://p%C3%A4id/%E3%81%82%E3%82%8A%E3%81%8C%E3%81%A8%E3%81%86',
    );
    const back = await send(harness.florin, pageOf(intent), { choice: 'authorize' });
    expect(back.location).toMatch(/^myapp:\/\/p%C3%A4id\/.*payment_intent=pi_/);
  });
});
