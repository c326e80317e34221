import type { RequestEntry, RequestLog } from '../../events/feed.ts';
import type { Engine } from '../../kernel/engine.ts';

/** How many requests and events the home page shows. */
const SHOWN = 10;

/** What the home page tells. */
export interface HomeFacts {
  /** Where this Florin is reached, without a trailing slash. */
  readonly baseUrl: string;
  /** Null where keys are registered: then no key is shown, and nothing of any world. */
  readonly keys: { readonly secret: string; readonly publishable: string } | null;
  /** The API version of requests that name none. */
  readonly version: string;
  /** Newest first. */
  readonly requests: readonly Pick<RequestEntry, 'id' | 'method' | 'path' | 'status' | 'at' | 'errorCode'>[];
  /** Newest first; `created` in seconds since epoch. */
  readonly events: readonly { readonly id: string; readonly type: string; readonly created: number }[];
}

/** What the home page is made from. */
export interface HomeParts {
  readonly requestLog: Pick<RequestLog, 'latest'>;
  readonly keys: HomeFacts['keys'];
  readonly version: string;
  readonly accountOf: (key: string) => string;
}

/** Gathers the facts of the home page: the newest of the world that the shown key opens. */
export async function homeFacts(
  engine: Engine,
  { requestLog, keys, version, accountOf }: HomeParts,
): Promise<HomeFacts> {
  const { baseUrl } = engine.platformCaller();
  if (keys === null) return { baseUrl, keys, version, requests: [], events: [] };
  const account = accountOf(keys.secret);
  const events = await engine.storage.listEvents(account, { descending: true, limit: SHOWN });
  return {
    baseUrl,
    keys,
    version,
    requests: requestLog.latest(account, SHOWN),
    events: events.map(({ id, type, body }) => ({
      id,
      type,
      created: (JSON.parse(body) as { created: number }).created,
    })),
  };
}
