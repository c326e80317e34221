import type { RequestLog } from '../../events/logs.ts';
import type { Engine } from '../../kernel/engine.ts';
import type { RequestEntry } from '../../shared/request-entry.ts';

/** The number of requests and of events on the home page. */
const SHOWN = 10;

/** The content of the home page. */
export interface HomeFacts {
  /** The address of this Florin, without a trailing slash. */
  readonly baseUrl: string;
  /** Null if keys are registered: then neither a key nor a world is shown. */
  readonly keys: { readonly secret: string; readonly publishable: string } | null;
  /** The API version of requests that name none. */
  readonly version: string;
  /** Newest first. */
  readonly requests: readonly Pick<RequestEntry, 'id' | 'method' | 'path' | 'status' | 'at' | 'errorCode'>[];
  /** Newest first; `created` in seconds since epoch. */
  readonly events: readonly { readonly id: string; readonly type: string; readonly created: number }[];
}

/** The sources of the home page, besides the engine. */
export interface HomeParts {
  readonly requestLog: Pick<RequestLog, 'latest'>;
  readonly keys: HomeFacts['keys'];
  readonly version: string;
  readonly accountOf: (key: string) => string;
}

/** Loads the newest requests and events of the shown key's world. */
export async function homeFacts(
  engine: Engine,
  { requestLog, keys, version, accountOf }: HomeParts,
): Promise<HomeFacts> {
  const { baseUrl } = engine.platformCaller();
  if (keys === null) return { baseUrl, keys, version, requests: [], events: [] };
  const account = accountOf(keys.secret);
  const [events, requests] = await Promise.all([
    engine.storage.listEvents(account, { account: null, descending: true, limit: SHOWN }),
    requestLog.latest(account, SHOWN),
  ]);
  return {
    baseUrl,
    keys,
    version,
    requests,
    events: events.map(({ id, type, body }) => ({
      id,
      type,
      created: (JSON.parse(body) as { created: number }).created,
    })),
  };
}
