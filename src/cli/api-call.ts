import { DOCUMENTED_KEYS } from '../api/authenticate.ts';
import { StartError } from './start-error.ts';

/** The options of commands that call a running Florin. */
export const API_OPTIONS = { 'api-base': { type: 'string' }, 'api-key': { type: 'string' } } as const;

interface ApiOptions {
  readonly 'api-base'?: string | undefined;
  readonly 'api-key'?: string | undefined;
}

/** Advancing a clock runs all timers that become due, so a call may take a while. */
const TIMEOUT_MS = 300_000;

/**
 * Calls a running Florin and returns its response. Without `body` it reads. Throws a `StartError` with the API's message
 * for a refusal, and if Florin does not respond.
 */
export async function callApi(
  path: string,
  body: URLSearchParams | FormData | undefined,
  options: ApiOptions,
  env: NodeJS.ProcessEnv,
): Promise<Readonly<Record<string, unknown>>> {
  const base = options['api-base'] ?? env.FLORIN_API_BASE ?? `http://127.0.0.1:${env.FLORIN_PORT ?? 12111}`;
  const key = options['api-key'] ?? env.STRIPE_API_KEY ?? DOCUMENTED_KEYS.secret;
  const response = await fetch(`${base}${path}`, {
    ...(body && { method: 'POST', body }),
    headers: { authorization: `Bearer ${key}` },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((error: unknown) => {
    throw new StartError(
      `Florin does not respond at ${base} (${error instanceof Error ? error.message : error}). Start it, or set its address with --api-base.`,
    );
  });
  const answer = (await response.json()) as { readonly error?: { readonly message: string } };
  if (response.ok) return { ...answer };
  throw new StartError(answer.error?.message ?? `${base} responded with status ${response.status}.`);
}
