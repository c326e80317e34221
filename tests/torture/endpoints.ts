import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Responses of an endpoint: always a success, random failures, or none. */
export type Manner = 'well' | 'fails' | 'hangs';

/** The deliveries that an endpoint received, by event. */
export interface EndpointReport {
  readonly ids: readonly string[];
  /** Time of the first delivery, in milliseconds since the epoch, with fractions. */
  readonly cameAt: Float64Array;
  /** 1 for events with a successful response. */
  readonly taken: Uint8Array;
  /** Hashes of the events' content without `pending_webhooks`. */
  readonly bodies: readonly string[];
  readonly requests: number;
  readonly failed: number;
  /** Requests without a valid signature, or whose content differs from an earlier delivery. */
  readonly forged: number;
  readonly mostConnections: number;
}

/** Commands to the process of the endpoints. */
export type EndpointCommand =
  | { readonly do: 'open'; readonly manners: readonly Manner[]; readonly seed: number }
  | { readonly do: 'secrets'; readonly secrets: readonly string[] }
  | { readonly do: 'came' }
  | { readonly do: 'taken' }
  | { readonly do: 'report'; readonly endpoint: number };

export interface Endpoints {
  readonly urls: readonly string[];
  /** Sets the signing secrets, in the order of `urls`. */
  learn(secrets: readonly string[]): Promise<void>;
  /** Returns how many events reached each endpoint, and how many of them succeeded. */
  came(): Promise<number[]>;
  taken(): Promise<number[]>;
  report(endpoint: number): Promise<EndpointReport>;
  close(): Promise<void>;
}

export async function openEndpoints(manners: readonly Manner[], seed: number): Promise<Endpoints> {
  const child = fork(join(import.meta.dirname, 'endpoint.child.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
  });
  /** One command at a time. */
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
