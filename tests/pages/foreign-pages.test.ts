import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { html } from '../../src/pages/html.ts';
import { pageDocument } from '../../src/pages/page-document.ts';
import type { PageEnv } from '../../src/pages/page-env.ts';
import { createPages } from '../../src/pages/pages.ts';
import { respond } from '../../src/pages/respond.ts';
import { withFlorin } from '../support/harness.ts';

const tickets = new Hono<PageEnv>().get('/tickets/:id{tk_[a-z]{1,9}}', (c) =>
  respond(
    pageDocument({
      language: c.var.texts.locale,
      title: 'Ticket',
      layout: 'narrow',
      body: html`<p>${c.req.param('id')} of ${c.req.query('name')}</p>`,
    }),
  ),
);

it('gives a page of another room the language, strict headers, escaping and methods of our own', () =>
  withFlorin(async ({ florin }) => {
    const home = { requestLog: { latest: () => [] }, keys: null, version: '', accountOf: () => '' };
    const pages = createPages(florin.engine, home, [tickets]);
    const ask = (path: string, init: RequestInit = {}) => pages.handle(new Request(`http://127.0.0.1${path}`, init));
    const page = await ask('/tickets/tk_a?name=%3Cb%3E', { headers: { 'accept-language': 'fi' } });
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<p>tk_a of &lt;b&gt;</p>')]);
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect((await ask('/tickets/tk_a', { method: 'DELETE' })).headers.get('allow')).toBe('GET, HEAD');
    expect((await ask('/tickets/tk_toolonganame')).status).toBe(404);
    expect((await ask('/receipts/none')).status).toBe(404);
  }));
