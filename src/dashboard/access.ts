import { isLoopback } from '../api/door/hosts.ts';
import type { Identity } from '../api/identity.ts';
import { scopeOf } from '../kernel/account-names.ts';
import type { Engine } from '../kernel/engine.ts';
import { notLoggedIn, refuseForeign, wrongKey } from './guard.ts';
import type { OpenSession, Sessions } from './session/sessions.ts';

/** The parts that decide who may see a world. */
export interface AccessParts {
  readonly engine: Engine;
  readonly sessions: Sessions;
  /** Identifies the key in an Authorization header. Throws for a key that opens nothing. */
  readonly openKey: (authorization: string) => Promise<Identity>;
  /** The world that is shown on this machine without a login; null if keys are registered. */
  readonly openWorld: string | null;
}

/** A request's sender. `ip` is undefined for a call within this process. */
export interface Peer {
  readonly headers: Headers;
  readonly ip: string | undefined;
}

export interface Access {
  /** True if the sender is on this machine and sees the open world without a login. */
  isLocal(peer: Peer): boolean;
  /** The caller's identity in an account. Throws 401 or 403 for callers that may not see it. */
  identify(peer: Peer, account: string): Promise<Identity>;
  /** The session of a call; throws 403 for calls of other sites. */
  session(peer: Peer): Promise<OpenSession | undefined>;
  /** As `identify` for a WebSocket, which can send no header of its own: undefined for those that may not see it. */
  mayWatch(peer: Peer, account: string): Promise<boolean>;
}

/** Headers of proxies: a request that has one did not begin on this machine. */
const FORWARDED = ['x-forwarded-for', 'forwarded', 'x-real-ip'];
const LOOPBACK_ADDRESS = /^(?:127(?:\.\d{1,3}){3}|::1)$/;

export function createAccess({ engine, sessions, openKey, openWorld }: AccessParts): Access {
  /** Keys the fingerprints of requests without a session; they are never stored. */
  const ownKey = engine.ids.random(43);
  const baseUrl = () => engine.platformCaller().baseUrl;

  function isLocal({ headers, ip }: Peer): boolean {
    if (openWorld === null || FORWARDED.some((name) => headers.has(name))) return false;
    const host = URL.parse(`http://${headers.get('host') ?? '127.0.0.1'}`)?.hostname ?? '';
    return isLoopback(host) && (ip === undefined || LOOPBACK_ADDRESS.test(ip));
  }

  function identity(account: string, fingerprintKey: string): Identity {
    const scope = scopeOf(account);
    return { ...scope, key: 'secret', masked: 'the dashboard', fingerprintKey, source: 'dashboard' };
  }

  /** The key of a program, which has to be a whole secret key of the account or of its platform. */
  async function byKey(authorization: string, account: string): Promise<Identity> {
    const found = await openKey(authorization);
    const { world } = scopeOf(account);
    const mayAct = found.account === null || found.account === account;
    if (found.key !== 'secret' || found.restriction || found.world !== world || !mayAct) throw wrongKey();
    return { ...found, account: scopeOf(account).account };
  }

  async function bySession(peer: Peer, account: string): Promise<Identity | undefined> {
    const { world } = scopeOf(account);
    const session = await sessions.find(peer.headers.get('cookie'));
    if (session?.worlds.includes(world)) return identity(account, session.cookie.secret);
    if (world !== openWorld || !isLocal(peer)) return undefined;
    await engine.worlds.open(world);
    return identity(account, ownKey);
  }

  return {
    isLocal,
    async identify(peer, account) {
      const authorization = peer.headers.get('authorization');
      if (authorization !== null) return byKey(authorization, account);
      const refusal = refuseForeign(peer.headers, baseUrl());
      if (refusal) throw refusal;
      const found = await bySession(peer, account);
      if (!found) throw notLoggedIn();
      return found;
    },
    async session(peer) {
      const refusal = refuseForeign(peer.headers, baseUrl());
      if (refusal) throw refusal;
      return sessions.find(peer.headers.get('cookie'));
    },
    async mayWatch(peer, account) {
      // Browsers always name the page that opens a WebSocket.
      if (peer.headers.get('origin') === null) return false;
      const asked = new Headers(peer.headers);
      asked.set('florin-dashboard', '1');
      if (refuseForeign(asked, baseUrl())) return false;
      return (await bySession(peer, account)) !== undefined;
    },
  };
}
