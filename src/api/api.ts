import { createEventFeed, type EventFeed } from '../events/feed.ts';
import type { Logs } from '../events/logs.ts';
import { versionPort } from '../events/versions-port.ts';
import { type Assembly, readPageKey } from '../kernel/assemble.ts';
import type { Engine } from '../kernel/engine.ts';
import { StripeError } from '../kernel/errors.ts';
import type { Observer } from '../kernel/observer.ts';
import type { Report } from '../kernel/report.ts';
import { publishableKeyPort } from '../kernel/worlds.ts';
import { createAuthenticator } from './authenticate.ts';
import { createExpander } from './expander.ts';
import type { ApiAnswer, ApiRequest } from './http.ts';
import type { Identity } from './identity.ts';
import type { KeyPolicy } from './keys/key-policy.ts';
import { createPipeline } from './pipeline.ts';
import { stripeCliPort } from './stripe-cli/operations.ts';
import { createStripeCli, type StripeCli } from './stripe-cli/stripe-cli.ts';
import { createVersions } from './versions/chain.ts';
import { createLookup, NOTHING_FOUND } from './versions/lookup.ts';
import { newestVersion } from './versions/versions.ts';

/** The API: every request that is not for a page. */
export interface Api {
  /** Never throws. */
  answer(request: ApiRequest): Promise<ApiAnswer>;
  /** Finds the world that the key in an Authorization header opens, and opens it. Throws for a key that opens none. */
  open(authorization: string): Promise<Identity>;
  readonly stripeCli: StripeCli;
  /** Events as they are committed. */
  readonly eventFeed: EventFeed;
  /** Answers the operations of another assembly by the same rules; its requests are not logged. */
  answerFor(operations: Assembly): (request: ApiRequest) => Promise<ApiAnswer>;
}

/** Creates the API from the rooms' operations, and gives events the versions of their objects. */
export function createApi(
  engine: Engine,
  assembly: Assembly,
  parts: {
    readonly policy: KeyPolicy;
    readonly logs: Logs;
    readonly observer?: Observer | undefined;
    readonly report: Report;
  },
): Api {
  const { worlds } = engine;
  const { logs, observer } = parts;
  const expander = createExpander(assembly);
  const versions = createVersions(assembly.changes);
  engine.provide(versionPort, {
    latest: newestVersion(),
    downgrade: async (object, version, account) => {
      const downgraded = await engine.asAccount(account, 'render', async (context) =>
        versions.downgradeResponse(object as Record<string, unknown>, version, createLookup(context, expander)),
      );
      // Nothing can be looked up any more in an account that was deleted.
      return downgraded ?? versions.downgradeResponse(object as Record<string, unknown>, version, NOTHING_FOUND);
    },
  });
  const eventFeed = createEventFeed(engine);
  const stripeCli = createStripeCli({
    engine,
    eventFeed,
    requestLog: logs.requests,
    deliveryLog: logs.deliveries,
    report: (error) => parts.report(error, 'serving the Stripe CLI'),
  });
  engine.provide(stripeCliPort, stripeCli);
  const authenticate = createAuthenticator(engine, parts.policy, (key) => readPageKey(assembly, key));
  engine.provide(publishableKeyPort, async (key) => {
    if (!key.startsWith('pk_')) return undefined;
    try {
      const { account, world } = await authenticate(`Bearer ${key}`);
      return account ?? world;
    } catch (error) {
      if (error instanceof StripeError) return undefined;
      throw error;
    }
  });
  const shared = {
    engine,
    expander,
    versions,
    authenticate,
    observe: observer?.request?.bind(observer),
    report: (error: unknown, requestId: string) => parts.report(error, `request ${requestId}`),
  };
  const pipeline = createPipeline({
    ...shared,
    assembly,
    log: logs.requests.add,
    keepBodies: logs.requests.keepBodies,
  });
  return {
    answer: pipeline,
    async open(authorization) {
      const identity = await authenticate(authorization);
      await worlds.open(identity.world);
      return identity;
    },
    stripeCli,
    eventFeed,
    answerFor: (operations) => createPipeline({ ...shared, assembly: operations, log: () => {} }),
  };
}
