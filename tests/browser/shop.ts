import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A merchant's website on an origin of its own, to which customers return. */
export interface Shop {
  /** The return address. */
  readonly returnUrl: string;
  /** A return address that redirects to another host of the shop, as real shops do. */
  readonly movedReturnUrl: string;
  /** Returns the address of a page with another page in a frame. */
  framing(url: string): string;
  /** Returns the address of a page with this document. */
  page(document: string): string;
  close(): Promise<void>;
}

export async function openShop(): Promise<Shop> {
  const documents: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://shop');
    if (url.pathname === '/moved') {
      const { port } = server.address() as AddressInfo;
      response.writeHead(302, { location: `http://localhost:${port}/done${url.search}` }).end();
      return;
    }
    response.setHeader('content-type', 'text/html; charset=utf-8');
    const document = documents[Number(url.searchParams.get('document') ?? -1)];
    if (document !== undefined) {
      response.end(document);
      return;
    }
    const frame = url.searchParams.get('frame')?.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    const content = frame
      ? `<iframe title="Bank" src="${frame}" width="500" height="600"></iframe>`
      : '<h1>Thank you</h1>';
    response.end(`<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,">${content}</html>`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    returnUrl: `http://127.0.0.1:${port}/done?order=7`,
    movedReturnUrl: `http://127.0.0.1:${port}/moved?order=7`,
    framing: (url) => `http://localhost:${port}/?frame=${encodeURIComponent(url)}`,
    page: (document) => `http://localhost:${port}/?document=${documents.push(document) - 1}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
