import { parseArgs } from 'node:util';
import { API_OPTIONS, callApi } from './api-call.ts';
import { StartError } from './start-error.ts';

const USAGE = 'Usage: florin clock advance 5m [--api-key sk_test_…] [--api-base http://127.0.0.1:12111].';

/** `florin clock advance 5m`: moves the clock of a key's world forward on a running Florin. */
export async function clock(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { positionals, values } = parse(args);
  const [verb, by] = positionals;
  if (verb !== 'advance' || by === undefined || positionals.length > 2) throw new StartError(USAGE);
  const { now } = await callApi('/_florin/clock/advance', new URLSearchParams({ by }), values, env);
  console.log(`The clock is now at ${new Date(Number(now) * 1000).toISOString()}.`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: API_OPTIONS, strict: true, allowPositionals: true });
  } catch {
    throw new StartError(USAGE);
  }
}
