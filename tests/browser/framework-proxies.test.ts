import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPage } from '../support/browser.ts';
import { openMerchantPage, typeCard } from './merchant-page.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** Wrappers that frameworks put around the objects of a page's state. */
const WRAPPERS = {
  // Vue's `ref` and Svelte's `$state`: a proxy, whose nested objects are proxies too.
  'a deep proxy': `const wrap = (value) => typeof value === 'object' && value !== null && !(value instanceof Node)
    ? new Proxy(value, { get: (target, key) => wrap(Reflect.get(target, key)) }) : value;`,
  // MobX: another object with the same properties, whose functions are wrapped and whose objects are copied when read.
  'a copy with wrapped functions': `const wrap = (value) => {
    if (typeof value === 'function') return function (...given) { return value.apply(this, given); };
    if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Node) return value;
    const copy = {};
    for (const [key, property] of Object.entries(Object.getOwnPropertyDescriptors(value))) define(copy, key, property);
    for (const key of Object.getOwnPropertySymbols(value)) define(copy, key, Object.getOwnPropertyDescriptor(value, key));
    return new Proxy(copy, {});
  };
  const define = (copy, key, { value, get }) =>
    Object.defineProperty(copy, key, { get: get ?? (() => wrap(value)), enumerable: true, configurable: true });`,
};

describe.each(Object.entries(WRAPPERS))('elements in %s', (_name, wrapper) => {
  /** Opens a page with a card element of a group, all of them wrapped, and runs `call` in it. */
  function paid(call: string): Promise<unknown> {
    return withPage(
      stage.browser,
      async (page) => {
        const intent = await stage.stripe.paymentIntents.create({ amount: 4900, currency: 'usd' });
        await openMerchantPage(page, stage, {
          body: '<div id="here"></div>',
          setUp: `${wrapper}
const wrapped = wrap(stripe);
const elements = wrap(wrapped.elements(wrap({ clientSecret: '${intent.client_secret}', appearance: { variables: {} } })));
const element = wrap(elements.create('card', wrap({ style: { base: { color: 'red' } }, onReady: () => {} })));
wrap({ element }).element.mount('#here');
element.update(wrap({ hideIcon: true }));`,
        });
        await typeCard(page, '#here', '4242424242424242');
        return page.evaluate(call.replace('SECRET', `'${intent.client_secret}'`));
      },
      { locale: 'en-US' },
    );
  }

  it.each([
    "wrapped.confirmCardPayment(SECRET, wrap({ payment_method: { card: element, billing_details: { name: 'Jenny' } } }))",
    "wrapped.confirmPayment(wrap({ elements, redirect: 'if_required', confirmParams: { shipping: undefined } }))",
  ])('%s', async (call) => {
    expect(await paid(call)).toMatchObject({ paymentIntent: { status: 'succeeded' } });
  });

  it.each([
    ["wrapped.createPaymentMethod(wrap({ type: 'card', card: element }))", { paymentMethod: { type: 'card' } }],
    ['wrapped.createToken(element, wrap({ name: "Jenny" }))', { token: { type: 'card', card: { name: 'Jenny' } } }],
  ])('%s', async (call, made) => {
    expect(await paid(call)).toMatchObject(made);
  });
});
