import { Hono, type HonoRequest } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { secureHeaders } from 'hono/secure-headers';
import type { Engine } from '../kernel/engine.ts';
import { StripeError } from '../kernel/errors.ts';
import { isOwnOrigin } from '../kernel/own-origin.ts';
import type { Page } from '../kernel/page.ts';
import { UnavailableError } from '../kernel/storage.ts';
import { UnknownOutcomeError } from '../network/network.ts';
import type { HomeParts } from './home/facts.ts';
import { chooseTexts } from './languages/choose.ts';
import type { Texts } from './languages/texts.ts';
import { OWN_PAGES } from './own-pages.ts';
import type { PageEnv } from './page-env.ts';
import { notAllowed, trouble, unclear } from './problems.ts';
import { strict } from './respond.ts';

/** The sources of the pages, besides the engine. */
export interface PageParts extends HomeParts {
  /** Receives errors that are Florin's own fault; without it they are thrown. */
  readonly report?: (error: unknown, doing: string) => void;
}

/** The pages that payers and merchants see in a browser. */
export interface Pages {
  /** `ip` is the visitor's address. */
  handle(request: Request, ip?: string): Promise<Response>;
}

/** Sent with every response: no MIME sniffing, and no referrer, because page URLs are credentials. */
const EVERYWHERE = secureHeaders({
  xContentTypeOptions: true,
  referrerPolicy: 'no-referrer',
  // Each page brings its own policies, by its state; and a local Florin is reached without TLS.
  overwrite: false,
  crossOriginOpenerPolicy: false,
  crossOriginResourcePolicy: false,
  originAgentCluster: false,
  strictTransportSecurity: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xFrameOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
});

/** Creates the pages: Florin's own, and those that rooms bring. Throws if a room brings a page that Florin has. */
export function createPages(engine: Engine, parts: PageParts, roomPages: readonly Page[] = []): Pages {
  // Ids are matched as they were sent: decoded, one page would have many addresses.
  const app = new Hono<PageEnv>({ getPath: ({ url }) => new URL(url).pathname });
  app.use(EVERYWHERE);
  app.use((c, next) => {
    c.set('texts', chooseTexts(c.req.header('accept-language') ?? null));
    return next();
  });
  app.use((c, next) => (isForeignForm(c.req, engine) ? Promise.resolve(unclear(c.var.texts, 403)) : next()));
  app.use(methodNotAllowed({ app, onMethodNotAllowed: (c, methods) => notAllowed(c.get('texts'), methods) }));
  for (const pages of OWN_PAGES) app.route('/', pages);
  const taken = new Set(app.routes.map(({ path }) => path));
  for (const { method, path, handle } of roomPages) {
    if (taken.has(path))
      throw new Error(`The path ${path} is already used by a page of Florin. Use another path for the room's page.`);
    app.on(method, path, async (c) => strict(await handle(engine, c.req.raw, c.req.param())));
  }
  app.notFound(() => new Response('Not found\n', { status: 404 }));
  app.onError((error, c) => {
    if (error instanceof StripeError) return refused(c.var.texts, error);
    if (!parts.report) throw error;
    parts.report(error, `page ${c.req.path.split('/', 2).join('/')}`);
    return trouble(c.var.texts, isTemporary(error) ? 503 : 500);
  });
  return { handle: async (request, ip) => app.fetch(request, { engine, home: parts, ip }) };
}

/**
 * True if a page of another site sent a form: the payer did not act here. Florin's own forms have the origin `null`, since
 * its pages send no referrer, so the browser's `Sec-Fetch-Site` decides where it is sent.
 */
function isForeignForm(request: HonoRequest, engine: Engine): boolean {
  if (request.method !== 'POST') return false;
  const site = request.header('sec-fetch-site');
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const origin = request.header('origin') ?? 'null';
  return origin !== 'null' && !isOwnOrigin(origin, engine.platformCaller().baseUrl, request.header('host'));
}

/** True if the network or the storage did not answer: the payer can retry soon. */
function isTemporary(error: unknown): boolean {
  return error instanceof UnknownOutcomeError || error instanceof UnavailableError;
}

/** Shows an error's message only if it is about Florin itself (501); other messages are for the shop's developers. */
function refused(texts: Texts, { status, message }: StripeError): Response {
  return status === 501 ? trouble(texts, status, message) : trouble(texts, status);
}
