import type { ClaimedSession } from '../../src/shared/embedded-components.ts';
import { callApi } from '../shared/call-api.ts';
import { LoadProblem } from './problem.ts';
import type { EmbeddedErrorType, InitParams } from './types.ts';

/** A claimed session with its secret. */
export interface Session extends ClaimedSession {
  readonly secret: string;
}

/** The account sessions of one instance. All components share one; it is replaced once it has expired. */
export interface Sessions {
  /** Throws a `LoadProblem`. */
  current(): Promise<Session>;
  /** Replaces a session that is over. Components that ask for it at the same time get the same new one. */
  renew(over: Session): Promise<Session>;
  /** Ends the session, if there is one. */
  end(): Promise<void>;
}

/** The version of the API that the library calls. */
const API_VERSION = '2026-10-28.endive';

export function createSessions(
  origin: string,
  { publishableKey, fetchClientSecret, metaOptions }: InitParams,
): Sessions {
  const merchant = { publishableKey, apiVersion: API_VERSION };
  let eager = metaOptions?.eagerClientSecretPromise;
  let held: Promise<Session> | undefined;

  async function fetchSecret(): Promise<string> {
    try {
      // The package fetches the first secret before this script is there.
      const secret = await (eager ?? fetchClientSecret());
      if (typeof secret === 'string' && secret !== '') return secret;
    } catch (error) {
      throw new LoadProblem('account_session_create_error', `fetchClientSecret failed: ${String(error)}`);
    } finally {
      eager = undefined;
    }
    throw new LoadProblem('account_session_create_error', 'fetchClientSecret did not return a client secret.');
  }

  /** Claims a session. A secret that opens nothing (it was used, or has expired) is asked for anew, once. */
  async function claim(refused?: string): Promise<Session> {
    const secret = await fetchSecret();
    const params = { client_secret: secret };
    const answer = await callApi(origin, merchant, { method: 'POST', path: '/v1/account_sessions/claim', params });
    if (!answer.error) return { ...(answer.body as ClaimedSession), secret };
    const problem = new LoadProblem(typeOf(answer.error.type), answer.error.message ?? '');
    if (problem.type !== 'authentication_error' || refused !== undefined) throw problem;
    return claim(secret).catch((again: unknown) => {
      // The first refusal is about the page's own secret; a failure of the second attempt would hide it.
      throw again instanceof LoadProblem && again.type === 'authentication_error' ? again : problem;
    });
  }

  /** Keeps a session that is being claimed; after a failure the next component tries again. */
  function keep(session: Promise<Session>): Promise<Session> {
    held = session;
    session.catch(() => {
      if (held === session) held = undefined;
    });
    return session;
  }

  return {
    current: () => held ?? keep(claim()),
    async renew(over) {
      const now = await held;
      return now && now.secret !== over.secret ? now : keep(claim());
    },
    async end() {
      const session = await held?.catch(() => undefined);
      held = undefined;
      if (!session) return;
      const params = { client_secret: session.secret };
      await callApi(origin, merchant, { method: 'POST', path: '/v1/account_sessions/end', params });
    },
  };
}

/** The type of a load error by that of the API's: what a session's secret does not open is a matter of authentication. */
function typeOf(type: string): EmbeddedErrorType {
  if (type === 'api_connection_error' || type === 'rate_limit_error' || type === 'api_error') return type;
  return 'authentication_error';
}
