import type { Engine } from '../kernel/engine.ts';
import { StripeError } from '../kernel/errors.ts';
import { UnavailableError } from '../kernel/storage.ts';
import { UnknownOutcomeError } from '../network/network.ts';
import { asset } from './assets/assets.ts';
import { authorizePage, codeImage } from './authorize/authorize.ts';
import { checkoutPage } from './checkout/checkout.ts';
import { recoverPage } from './checkout/recover.ts';
import { returnPage } from './checkout/return.ts';
import { type HomeParts, homeFacts } from './home/facts.ts';
import { homeView } from './home/home-view.ts';
import { chooseTexts } from './languages/choose.ts';
import type { Texts } from './languages/texts.ts';
import { linkedFile } from './links/link.ts';
import { mandatePage } from './mandates/mandate.ts';
import { notFound, trouble, unclear } from './problems.ts';
import { receiptPage } from './receipts/receipt.ts';
import { respond } from './respond.ts';
import { webFile } from './web/web.ts';

/** What the pages are made from, beside the engine. */
export interface PageParts extends HomeParts {
  /** Told of errors that are Florin's own fault; without it they are thrown. */
  readonly report?: (error: unknown, doing: string) => void;
}

/** What payers and merchants see in a browser. */
export interface Pages {
  /** Answers a request for a page; undefined when no page has its address. */
  handle(request: Request): Promise<Response | undefined>;
}

interface Route {
  readonly path: RegExp;
  readonly methods: readonly string[];
  answer(request: Request, ids: readonly string[], texts: Texts): Promise<Response>;
}

export function createPages(engine: Engine, parts: PageParts): Pages {
  const routes: readonly Route[] = [
    {
      path: /^\/$/,
      methods: ['GET', 'HEAD'],
      answer: async () => respond(homeView(await homeFacts(engine, parts)), 200, { script: true }),
    },
    {
      path: /^\/authorize\/(acct_[A-Za-z0-9]{1,64})\/(pa_nonce_[A-Za-z0-9]{1,64})$/,
      methods: ['GET', 'HEAD', 'POST'],
      answer: (request, [world = '', nonce = ''], texts) => authorizePage(engine, request, { world, nonce, texts }),
    },
    {
      path: /^\/authorize\/acct_[A-Za-z0-9]{1,64}\/pa_nonce_[A-Za-z0-9]{1,64}\/code\.(png|svg)$/,
      methods: ['GET', 'HEAD'],
      answer: async (request, [format = 'svg']) => codeImage(request.url, format),
    },
    {
      path: /^\/mandates\/(acct_[A-Za-z0-9]{1,64})\/(pm_[A-Za-z0-9]{1,64})$/,
      methods: ['GET', 'HEAD'],
      answer: (_request, [world = '', method = ''], texts) => mandatePage(engine, { world, method, texts }),
    },
    {
      path: /^\/receipts\/(acct_[A-Za-z0-9]{1,64})\/((?:ch|py)_[A-Za-z0-9]{1,64})$/,
      methods: ['GET', 'HEAD'],
      answer: (_request, [world = '', charge = ''], texts) => receiptPage(engine, { world, charge, texts }),
    },
    {
      path: /^\/links\/([A-Za-z0-9_-]{1,255})$/,
      methods: ['GET', 'HEAD'],
      answer: (_request, [token = ''], texts) => linkedFile(engine, token, texts),
    },
    {
      path: /^\/c\/return\/(cs_test_[A-Za-z0-9]{1,80})$/,
      methods: ['GET', 'HEAD'],
      answer: (_request, [session = ''], texts) => returnPage(engine, session, texts),
    },
    {
      path: /^\/c\/recover\/(cs_test_[A-Za-z0-9]{1,80})$/,
      methods: ['GET'],
      answer: (_request, [session = ''], texts) => recoverPage(engine, session, texts),
    },
    // Addresses that only pages have, but none that exists.
    {
      path: /^\/(?:authorize|links|mandates|receipts)\//,
      methods: ['GET', 'HEAD', 'POST'],
      answer: async (_request, _ids, texts) => notFound(texts),
    },
  ];

  async function answer(request: Request, path: string, texts: Texts): Promise<Response | undefined> {
    for (const route of routes) {
      const match = route.path.exec(path);
      if (!match) continue;
      if (!route.methods.includes(request.method)) return notAllowed(texts, route.methods);
      return route.answer(request, match.slice(1), texts);
    }
    return asset(path) ?? checkoutPage(path) ?? webFile(path);
  }

  return {
    async handle(request) {
      const { pathname } = new URL(request.url);
      const texts = chooseTexts(request.headers.get('accept-language'));
      try {
        const response = await answer(request, pathname, texts);
        return response && request.method === 'HEAD' ? new Response(null, response) : response;
      } catch (error) {
        if (error instanceof StripeError) return refused(texts, error);
        if (!parts.report) throw error;
        parts.report(error, `page ${pathname.split('/', 2).join('/')}`);
        return trouble(texts, isForNow(error) ? 503 : 500);
      }
    },
  };
}

/** Neither the network nor the storage said what became of it: the payer can try again in a moment. */
function isForNow(error: unknown): boolean {
  return error instanceof UnknownOutcomeError || error instanceof UnavailableError;
}

/** A payment that could not be moved on. Messages are for the shop's builders; only those about Florin itself are shown. */
function refused(texts: Texts, { status, message }: StripeError): Response {
  return status === 501 ? trouble(texts, status, message) : trouble(texts, status);
}

function notAllowed(texts: Texts, methods: readonly string[]): Response {
  const response = unclear(texts, 405);
  response.headers.set('allow', methods.join(', '));
  return response;
}
