import { expect, it } from 'vitest';
import type { Room } from '../../../src/kernel/room.ts';
import { createPages } from '../../../src/pages/pages.ts';
import { ROOMS } from '../../../src/rooms.ts';
import { withFlorin } from '../../support/harness.ts';

const tickets: Room = {
  name: 'tickets',
  pages: [
    {
      method: 'GET',
      path: '/tickets/:id{tk_[a-z]{1,9}}',
      handle: async (engine, request, path) =>
        new Response(`<p>${path.id} at ${engine.platformCaller().baseUrl}${new URL(request.url).search}</p>`, {
          headers: { 'content-type': 'text/html; charset=utf-8' },
        }),
    },
    {
      method: 'GET',
      path: '/tickets/print',
      handle: async () => new Response('', { headers: { 'content-security-policy': "default-src 'self'" } }),
    },
  ],
};

it('sends a page of a room with strict headers, HEAD and 405', () =>
  withFlorin(
    async ({ florin }) => {
      const ask = (path: string, method = 'GET') => florin.fetch(`http://127.0.0.1:12111${path}`, { method });
      const page = await ask('/tickets/tk_a?name=x');
      expect([page.status, await page.text()]).toEqual([200, '<p>tk_a at http://127.0.0.1:12111?name=x</p>']);
      expect(Object.fromEntries(page.headers)).toMatchObject({
        'content-security-policy':
          "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
      expect((await ask('/tickets/print')).headers.get('content-security-policy')).toBe("default-src 'self'");
      expect((await ask('/tickets/tk_a', 'HEAD')).status).toBe(200);
      const refused = await ask('/tickets/tk_a', 'DELETE');
      expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
      expect((await ask('/tickets/tk_toolonganame')).status).toBe(404);
      expect((await ask('/')).status).toBe(200);
    },
    { rooms: [...ROOMS, tickets] },
  ));

it('rejects a page that Florin has itself', () =>
  withFlorin(async ({ florin }) => {
    const home = { requestLog: { latest: async () => [] }, keys: null, version: '', accountOf: () => '' };
    const second = { method: 'GET', path: '/', handle: async () => new Response('') } as const;
    expect(() => createPages(florin.engine, home, [second])).toThrow('The path / is already used');
  }));
