import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { withNewPage } from '../support/browser.ts';
import { openMerchantPage, typeCard, typeCardForm } from './merchant-page.ts';
import { openStage } from './stage.ts';

/** A card number and a code that occur nowhere else. */
const NUMBER = '371449635398431';
const TYPED = '3714 496353 98431';
const CVC = '7391';

const FIELDS =
  '<div id="line"></div><div id="payment"></div><div id="number"></div><div id="expiry"></div><div id="cvc"></div>';

/** Records all messages and calls of a page. Injected before the page's own scripts. */
const LISTEN = `
window.heard = [];
const keep = (what) => { try { window.heard.push(JSON.stringify(what)); } catch { window.heard.push(String(what)); } };
addEventListener('message', ({ data }) => keep(data), true);
const { onmessage } = Object.getOwnPropertyDescriptors(MessagePort.prototype);
Object.defineProperty(MessagePort.prototype, 'onmessage', {
  ...onmessage,
  set(listener) { onmessage.set.call(this, (event) => { keep(event.data); listener(event); }); },
});
for (const target of [MessagePort.prototype, window]) {
  const { postMessage } = target;
  target.postMessage = function (...given) { keep(given[0]); return postMessage.apply(this, given); };
}
const { fetch: call } = window;
window.fetch = (...given) => { keep(given.map((one) => String(one?.body ?? one))); return call(...given); };`;

/** Returns all strings in the memory of a page's or frame's process. */
async function memoryOf(session: CDPSession): Promise<string> {
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  const { strings } = JSON.parse(chunks.join('')) as { strings: string[] };
  return strings.join('\n');
}

/** Returns the forms of the number and the code that occur in a text. */
function leaksIn(text: string): string[] {
  const forms = [NUMBER, TYPED, TYPED.replaceAll(' ', '+'), encodeURIComponent(TYPED), btoa(NUMBER).slice(0, 19)];
  return [
    ...forms.filter((form) => text.includes(form)),
    ...(new RegExp(`^${CVC}$|["'=]${CVC}\\b`, 'm').test(text) ? ['the code'] : []),
  ];
}

/** Pays with each element that takes a card, once successfully and once declined. */
async function pay(page: Page, newSecret: () => Promise<string | null>): Promise<void> {
  await typeCard(page, '#line', NUMBER, `1234 ${CVC} 94103`);
  await page.evaluate(`stripe.confirmCardPayment('${await newSecret()}', { payment_method: { card: line } })`);
  await typeCardForm(page, '#payment', NUMBER, `1234 ${CVC} 94103`);
  await page.evaluate("stripe.confirmPayment({ elements, redirect: 'if_required' })");
  for (const [place, text] of [
    ['#number', NUMBER],
    ['#expiry', '1234'],
    ['#cvc', CVC],
  ] as const) {
    await page.frameLocator(`${place} iframe`).getByRole('textbox').click();
    await page.keyboard.type(text);
  }
  await page.evaluate("stripe.createPaymentMethod({ type: 'card', card: number })");
  await page.evaluate('stripe.createToken(number)');
}

it('a card number and its code exist only in the frame they were typed into', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'florin-leaks-'));
  const reports: string[] = [];
  // Frames of other sites have processes of their own, as in ordinary browsers.
  const report = (error: unknown, doing: string) => reports.push(`${doing}: ${String(error)}`);
  const stage = await openStage({ storage: folder, report }, ['--site-per-process']);
  const delivered: string[] = [];
  const receiver = createServer(async (request, response) => {
    for await (const chunk of request) delivered.push(String(chunk));
    response.end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  await stage.stripe.webhookEndpoints.create({ url: hook, enabled_events: ['*'] });
  const newSecret = async () =>
    (await stage.stripe.paymentIntents.create({ amount: 1099, currency: 'usd' })).client_secret;

  await withNewPage(
    stage.browser,
    async (page) => {
      await page.addInitScript(LISTEN);
      const setUp = `
const line = stripe.elements().create('card');
line.on('change', (event) => note('change', event));
line.mount('#line');
const elements = stripe.elements({ clientSecret: '${await newSecret()}' });
elements.create('payment').mount('#payment');
const apart = stripe.elements();
const number = apart.create('cardNumber');
number.mount('#number'); apart.create('cardExpiry').mount('#expiry'); apart.create('cardCvc').mount('#cvc');
const marker = ['merchant', 'memory'].join('-');`;
      await openMerchantPage(page, stage, { body: FIELDS, setUp });
      await pay(page, newSecret);

      const heard = ((await page.evaluate('heard')) as string[]).join('\n');
      expect(heard).toContain('"brand":"amex"');
      expect(leaksIn(heard), 'what the page heard and said').toEqual([]);
      expect(leaksIn(await page.content()), 'the document').toEqual([]);
      expect(leaksIn(JSON.stringify(await page.evaluate('noted'))), 'events of elements').toEqual([]);

      const memory = await memoryOf(await page.context().newCDPSession(page));
      expect(memory).toContain('merchant-memory');
      expect(leaksIn(memory), "the page's memory").toEqual([]);
      // The search works: it finds the number in the frames' process.
      const frame = page.frames().find((one) => one.url().includes('elements-inner-card'));
      if (!frame) throw new Error('The page has lost its frame.');
      expect(leaksIn(await memoryOf(await page.context().newCDPSession(frame)))).toContain(TYPED);
    },
    { locale: 'en-US' },
  );

  await stage.florin.settled();
  const events = JSON.stringify((await stage.stripe.events.list({ limit: 100 })).data);
  expect(events).toContain('"last4":"8431"');
  expect(leaksIn(events), 'events').toEqual([]);
  expect(delivered.join('\n')).toContain('8431');
  expect(leaksIn(delivered.join('\n')), 'webhooks').toEqual([]);
  expect(leaksIn(reports.join('\n')), 'reports').toEqual([]);
  await stage.close();
  receiver.close();
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
  expect(files.join('\n')).toContain('8431');
  expect(leaksIn(files.join('\n')), 'files').toEqual([]);
  rmSync(folder, { recursive: true });
});
