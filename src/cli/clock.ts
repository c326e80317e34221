import { parseArgs } from 'node:util';
import { DOCUMENTED_KEYS } from '../api/authenticate.ts';
import { StartError } from './start-error.ts';

const USAGE = 'Usage: florin clock advance 5m [--api-key sk_test_…] [--api-base http://127.0.0.1:12111].';
/** Advancing runs all timers that become due, so it may take a while. */
const TIMEOUT_MS = 300_000;

/** `florin clock advance 5m`: moves the clock of a key's world forward on a running Florin. */
export async function clock(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { positionals, values } = parse(args);
  const [verb, by] = positionals;
  if (verb !== 'advance' || by === undefined || positionals.length > 2) throw new StartError(USAGE);
  const base = values['api-base'] ?? env.FLORIN_API_BASE ?? `http://127.0.0.1:${env.FLORIN_PORT ?? 12111}`;
  const key = values['api-key'] ?? env.STRIPE_API_KEY ?? DOCUMENTED_KEYS.secret;
  const response = await fetch(`${base}/_florin/clock/advance`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ by }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((error: unknown) => {
    throw new StartError(
      `Florin does not respond at ${base} (${error instanceof Error ? error.message : error}). Start it, or set its address with --api-base.`,
    );
  });
  const answer = (await response.json()) as { now?: number; error?: { message: string } };
  if (answer.now === undefined)
    throw new StartError(answer.error?.message ?? `${base} responded with status ${response.status}.`);
  console.log(`The clock is now at ${new Date(answer.now * 1000).toISOString()}.`);
}

function parse(args: readonly string[]) {
  try {
    const options = { 'api-base': { type: 'string' as const }, 'api-key': { type: 'string' as const } };
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch {
    throw new StartError(USAGE);
  }
}
