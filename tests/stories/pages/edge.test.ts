import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/kernel/engine.ts';
import { StripeError } from '../../../src/kernel/errors.ts';
import { createPages } from '../../../src/pages/pages.ts';
import { withFlorin } from '../../support/harness.ts';
import { pageOf, payByMobilePay, send, visit } from '../../support/visit.ts';

const FORM = 'application/x-www-form-urlencoded';

describe("the pages' edge", () => {
  it('returns 404 for missing pages, worlds and receipts', () =>
    withFlorin(async (harness) => {
      const [, , world] = new URL(pageOf(await payByMobilePay(harness))).pathname.split('/');
      for (const path of [
        `/authorize/${world}/pa_nonce_1none`,
        '/authorize/acct_1none/pa_nonce_1none',
        `/authorize/${world}/pi_1none`,
        '/authorize/',
        "/authorize/acct_1'--/x",
        `/receipts/${world}/ch_1none`,
        '/receipts/acct_1none/ch_1none',
        '/receipts/x/y/z',
      ]) {
        const page = await visit(harness.florin, path);
        expect([path, page.status]).toEqual([path, 404]);
        expect(page.text).toContain('Page not found');
        expect(
          (await send(harness.florin, `http://127.0.0.1:12111${path}`, { choice: 'fail' })).status,
        ).toBeGreaterThan(399);
      }
    }));

  it("does not open another world's page", () =>
    withFlorin(async (harness) => {
      const own = new URL(pageOf(await payByMobilePay(harness)));
      const others = new URL(pageOf(await payByMobilePay({ stripe: harness.client('sk_test_another') })));
      const mixed = `/authorize/${others.pathname.split('/')[2]}/${own.pathname.split('/')[3]}`;
      expect((await visit(harness.florin, mixed)).status).toBe(404);
    }));

  it('puts strict headers on every page', () =>
    withFlorin(async (harness) => {
      const url = pageOf(await payByMobilePay(harness));
      for (const address of [url, `${url}?ending=12`, '/', '/authorize/none']) {
        const { headers } = await visit(harness.florin, address);
        const policy = headers.get('content-security-policy') ?? '';
        expect(policy).toMatch(/^default-src 'none'; style-src 'self'; img-src 'self'; /);
        expect(policy).toContain("frame-ancestors 'none'");
        expect(policy).not.toContain('unsafe');
        expect(Object.fromEntries(headers)).toMatchObject({
          'cache-control': 'no-store',
          'content-type': 'text/html; charset=utf-8',
          'referrer-policy': 'no-referrer',
          'x-content-type-options': 'nosniff',
          'x-frame-options': 'DENY',
        });
      }
    }));

  it('rejects bodies that are not forms, too large, or without a choice', () =>
    withFlorin(async ({ florin, ...harness }) => {
      const intent = await payByMobilePay(harness);
      const url = pageOf(intent);
      const post = async (body: string | ReadableStream, type: string) => {
        const init = { method: 'POST', body, headers: { 'content-type': type }, duplex: 'half' };
        return (await florin.fetch(url, init)).status;
      };
      const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(8_192).fill(97)) });
      expect(await post('{"choice":"authorize"}', 'application/json')).toBe(415);
      expect(await post(`choice=authorize&x=${'a'.repeat(17_000)}`, FORM)).toBe(413);
      expect(await post(endless, FORM)).toBe(413);
      expect(await post('', FORM)).toBe(400);
      expect(await post('choice=everything', FORM)).toBe(400);
      expect(await post('choice=%00&%ff=%&&==', `${FORM}; charset=utf-8`)).toBe(400);
      expect((await harness.stripe.paymentIntents.retrieve(intent.id)).status).toBe('requires_action');
    }));

  it('returns HEAD without a body, and 405 with the allowed methods', () =>
    withFlorin(async (harness) => {
      const url = pageOf(await payByMobilePay(harness));
      const head = await harness.florin.fetch(url, { method: 'HEAD' });
      expect([head.status, await head.text()]).toEqual([200, '']);
      const put = await harness.florin.fetch(url, { method: 'PUT', body: 'choice=authorize' });
      expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
      expect((await send(harness.florin, 'http://127.0.0.1:12111/', {})).status).toBe(405);
    }));

  it('serves its own files, which browsers may cache', () =>
    withFlorin(async ({ florin }) => {
      const { text } = await visit(florin, '/');
      const addresses = [...text.matchAll(/(?:href|src)="(\/_florin\/[^"]+)"/g)].map((match) => match[1] ?? '');
      expect(new Set(addresses.map((address) => address.split('?')[0]))).toEqual(
        new Set(['/_florin/icon.svg', '/_florin/pages.css', '/_florin/pages.js']),
      );
      for (const address of addresses) {
        const file = await visit(florin, address);
        expect(file.status).toBe(200);
        expect(file.headers.get('cache-control')).toContain('immutable');
      }
      expect(text).not.toMatch(/(?:href|src|action)="(?:https?:)?\/\//);
    }));

  it('reports its own errors, without details for the customer', () =>
    withFlorin(async (harness) => {
      const url = pageOf(await payByMobilePay(harness));
      const told: string[] = [];
      const report = (error: unknown, doing: string) => told.push(`${doing}: ${error}`);
      const asAccount = () => Promise.reject(new Error('the disk is on fire'));
      const answer = await pagesOver({ ...harness.florin.engine, asAccount }, report).handle(new Request(url));
      expect(answer?.status).toBe(500);
      expect(await answer?.text()).not.toContain('fire');
      expect(told).toEqual(['page /authorize: Error: the disk is on fire']);
      await expect(pagesOver({ ...harness.florin.engine, asAccount }).handle(new Request(url))).rejects.toThrow('fire');
    }));

  it('explains when a payment cannot continue, with the reason if it is Florin itself', () =>
    withFlorin(async (harness) => {
      const { engine } = harness.florin;
      const url = pageOf(await payByMobilePay(harness));
      const press = async (error: StripeError) => {
        const asAccount: Engine['asAccount'] = (world, cause, decide) =>
          cause.endsWith(':authorized') ? Promise.reject(error) : engine.asAccount(world, cause, decide);
        const request = new Request(url, { method: 'POST', body: new URLSearchParams({ choice: 'authorize' }) });
        const answer = await pagesOver({ ...engine, asAccount }).handle(request);
        return { status: answer?.status, text: await answer?.text() };
      };
      const notBuilt = await press(new StripeError(501, { type: 'api_error', message: 'Not built: appeals.' }));
      expect(notBuilt.status).toBe(501);
      expect(notBuilt.text).toContain('Not built: appeals.');
      const refused = await press(
        new StripeError(400, { type: 'invalid_request_error', message: 'No such pm_1secret' }),
      );
      expect(refused.status).toBe(400);
      expect(refused.text).toContain('see how the payment stands');
      expect(refused.text).not.toContain('pm_1secret');
    }));

  it('leaves other addresses to the other handlers', () =>
    withFlorin(async ({ florin }) => {
      for (const path of ['/elsewhere', '/_florin/__proto__', '/_florin/toString', '/authorize', '/v1/charges']) {
        const answer = await pagesOver(florin.engine).handle(new Request(`http://127.0.0.1${path}`));
        expect([answer.status, await answer.text()]).toEqual([404, 'Not found\n']);
      }
    }));
});

function pagesOver(engine: Engine, report?: (error: unknown, doing: string) => void) {
  const parts = { requestLog: { latest: async () => [] }, keys: null, version: '', accountOf: () => '' };
  return createPages(engine, { ...parts, ...(report && { report }) });
}
