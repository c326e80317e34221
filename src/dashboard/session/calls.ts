import type { Identity } from '../../api/identity.ts';
import type { Engine } from '../../kernel/engine.ts';
import { rateLimited, StripeError } from '../../kernel/errors.ts';
import type { Access, Peer } from '../access.ts';
import { createAttempts } from './attempts.ts';
import { clearCookie, writeCookie } from './cookie.ts';
import type { OpenSession, Sessions } from './sessions.ts';

interface SessionParts {
  readonly engine: Engine;
  readonly sessions: Sessions;
  readonly access: Access;
  readonly openKey: (authorization: string) => Promise<Identity>;
  readonly open: { readonly world: string; readonly keys: { secret: string; publishable: string } } | null;
  /** The API's versions, the newest first. */
  readonly versions: readonly string[];
  /** The ids of the operations that Florin has. */
  readonly built: ReadonlySet<string>;
}

/** Operations without which a page is left out. */
const NEEDED = ['GET /v1/subscriptions', 'GET /v1/invoices', 'GET /v1/accounts'];

/** The longest body of a login, in characters. */
const LONGEST_LOGIN = 2_000;
const LONGEST_KEY = 255;

/**
 * The calls about a session: `GET` returns its worlds, `POST {key}` opens one more, `POST {forget}` takes one out,
 * `DELETE` ends it.
 */
export function createSessionCalls({ engine, sessions, access, openKey, open, versions, built }: SessionParts) {
  const attempts = createAttempts(engine.clock);

  /** The worlds of a session and, on this machine, the open one. */
  async function describe(peer: Peer, session: OpenSession | undefined): Promise<object> {
    const local = open && access.isLocal(peer) ? open : null;
    if (local) await engine.worlds.open(local.world);
    const ids = new Set([...(session?.worlds ?? []), ...(local ? [local.world] : [])]);
    const worlds = await Promise.all(
      [...ids].map(async (account) => ({ account, name: (await engine.worlds.open(account)).settings.displayName })),
    );
    return {
      object: 'florin.dashboard_session',
      worlds,
      version: versions[0],
      versions,
      built: NEEDED.filter((id) => built.has(id)),
      open: local && { account: local.world, ...local.keys },
    };
  }

  /** Returns the session with the world of a key. Throws 401 for a wrong one, and 429 after too many of them. */
  async function logIn(key: string, peer: Peer, session: OpenSession | undefined): Promise<OpenSession> {
    const client = peer.ip ?? 'this process';
    if (attempts.areSpent(client)) throw rateLimited();
    try {
      const { key: kind, restriction, account, world } = await openKey(`Bearer ${key}`);
      if (kind !== 'secret' || restriction || account !== null) throw notSecret();
      return await sessions.open(world, session);
    } catch (error) {
      if (error instanceof StripeError && error.status < 500) attempts.addWrong(client);
      throw error;
    }
  }

  return async function answer(request: Request, peer: Peer): Promise<Response> {
    const session = await access.session(peer);
    const secure = engine.platformCaller().baseUrl.startsWith('https:');
    if (request.method === 'GET') return json(await describe(peer, session));
    if (request.method === 'DELETE') {
      if (session) await sessions.close(session);
      return json(await describe(peer, undefined), clearCookie(secure));
    }
    if (request.method !== 'POST') throw methodNotAllowed();
    const form = new URLSearchParams((await request.text()).slice(0, LONGEST_LOGIN));
    const forgotten = form.get('forget');
    if (forgotten !== null && session) return json(await describe(peer, await sessions.forget(forgotten, session)));
    const key = form.get('key')?.trim() ?? '';
    if (key === '' || key.length > LONGEST_KEY) throw noKey();
    const opened = await logIn(key, peer, session);
    return json(await describe(peer, opened), writeCookie(opened.cookie, secure));
  };
}

function json(body: object, cookie?: string): Response {
  return new Response(JSON.stringify(body), {
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      ...(cookie !== undefined && { 'set-cookie': cookie }),
    },
  });
}

function noKey(): StripeError {
  return new StripeError(400, {
    type: 'invalid_request_error',
    code: 'parameter_missing',
    param: 'key',
    message: 'Enter a secret key. It begins with sk_test_.',
  });
}

function notSecret(): StripeError {
  return new StripeError(401, {
    type: 'invalid_request_error',
    param: 'key',
    message: 'Invalid API Key provided: the dashboard opens with a secret key (sk_test_…) of a platform.',
  });
}

function methodNotAllowed(): StripeError {
  return new StripeError(405, { type: 'invalid_request_error', message: 'Use GET, POST or DELETE.' });
}
