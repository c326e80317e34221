import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** How an endpoint answers: always with success, at random with a failure, or never. */
export type Manner = 'well' | 'fails' | 'hangs';

/** What an endpoint was sent, event by event. */
export interface EndpointReport {
  readonly ids: readonly string[];
  /** When each came for the first time: milliseconds since epoch, with fractions. */
  readonly cameAt: Float64Array;
  /** 1 for those that were answered with success. */
  readonly taken: Uint8Array;
  /** Hashes of what was sent, `pending_webhooks` left out. */
  readonly bodies: readonly string[];
  readonly requests: number;
  readonly failed: number;
  /** Requests that were not signed with the endpoint's secret, or said something else than before. */
  readonly forged: number;
  readonly mostConnections: number;
}

/** What the process of the endpoints is asked. */
export type EndpointCommand =
  | { readonly do: 'open'; readonly manners: readonly Manner[]; readonly seed: number }
  | { readonly do: 'secrets'; readonly secrets: readonly string[] }
  | { readonly do: 'came' }
  | { readonly do: 'taken' }
  | { readonly do: 'report'; readonly endpoint: number };

/** Webhook endpoints in another process. */
export interface Endpoints {
  readonly urls: readonly string[];
  /** What Florin signs with, in the order of `urls`. */
  learn(secrets: readonly string[]): Promise<void>;
  /** How many events came to each, and how many of them it has answered with success. */
  came(): Promise<number[]>;
  taken(): Promise<number[]>;
  report(endpoint: number): Promise<EndpointReport>;
  close(): Promise<void>;
}

/** Opens one endpoint for each manner. */
export async function openEndpoints(manners: readonly Manner[], seed: number): Promise<Endpoints> {
  const child = fork(join(import.meta.dirname, 'endpoint.child.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
  });
  /** One question at a time. */
  let last: Promise<unknown> = Promise.resolve();
  const ask = <T>(command: EndpointCommand): Promise<T> => {
    const asked = last.then(async () => {
      child.send(command);
      const [{ answered, error }] = (await once(child, 'message')) as [{ answered: T; error?: string }];
      if (error !== undefined) throw new Error(`the endpoints failed: ${error}`);
      return answered;
    });
    last = asked;
    return asked;
  };
  return {
    urls: await ask<string[]>({ do: 'open', manners, seed }),
    learn: (secrets) => ask({ do: 'secrets', secrets }),
    came: () => ask({ do: 'came' }),
    taken: () => ask({ do: 'taken' }),
    report: (endpoint) => ask({ do: 'report', endpoint }),
    async close() {
      child.disconnect();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
