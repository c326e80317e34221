import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { FailedTimer, Storage } from '../kernel/storage.ts';
import { openStorage, shownStorage } from '../storage/open.ts';
import { StorageOpenError } from '../storage/open-error.ts';
import { isPostgresUrl } from '../storage/postgres/url.ts';
import { requestFailedTimers, requestRetry } from './control.ts';
import { counted } from './doctor/checked.ts';
import { StartError } from './start-error.ts';

const USAGE = 'Usage: florin timers list | retry [timer_…] [--data ./.florin | postgres://…] (or FLORIN_DATA).';
/** Timers that are listed at most, dead ones first. */
const MOST_LISTED = 1_000;

/**
 * `florin timers list` shows the timers that have failed; `florin timers retry` runs the dead ones again, or the named
 * ones, beside a server or without: a server that runs on a folder is asked to.
 */
export async function timers(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { positionals, values } = parse(args);
  const [verb, ...ids] = positionals;
  const data = values.data ?? env.FLORIN_DATA ?? './.florin';
  if (verb === 'list' && ids.length === 0) {
    const failed = await onData(data, (storage) => storage.listFailedTimers({ limit: MOST_LISTED }), {
      ask: () => requestFailedTimers(data, MOST_LISTED),
    });
    for (const timer of failed) console.log(lineOf(timer));
    console.log(`${counted(failed.length, 'failed timer')} in ${shownStorage(data)}.`);
  } else if (verb === 'retry') {
    const named = ids.length > 0 ? ids : undefined;
    const retried = await onData(data, (storage) => storage.retryTimers(named), {
      ask: () => requestRetry(data, named),
    });
    console.log(`${counted(retried, 'timer')} in ${shownStorage(data)} will run again.`);
    if (named && retried < named.length) throw new StartError('Some of the timers have not failed, or do not exist.');
  } else {
    throw new StartError(USAGE);
  }
}

function lineOf({ world, id, kind, subject, clock, failures, failure, retryAt }: FailedTimer): string {
  const next = retryAt === null ? 'dead' : `tried again at ${new Date(retryAt).toISOString()}`;
  const on = clock === null ? '' : ` on ${clock}`;
  return `${world}: ${id} (${kind}, ${subject})${on} has failed ${counted(failures, 'time')}, ${next}: ${failure}`;
}

/** Opens the data, or asks the server that has it open. */
async function onData<T>(
  data: string,
  use: (storage: Storage) => Promise<T>,
  { ask }: { readonly ask: () => Promise<T> },
): Promise<T> {
  if (!isPostgresUrl(data) && !existsSync(data)) throw new StartError(`${data} does not exist.`);
  try {
    const storage = await openStorage(data);
    try {
      return await use(storage);
    } finally {
      await storage.close();
    }
  } catch (error) {
    if (error instanceof StorageOpenError && error.code === 'in_use') return ask();
    throw new StartError(error instanceof Error ? error.message : String(error));
  }
}

function parse(args: readonly string[]) {
  try {
    const options = { data: { type: 'string' as const } };
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch {
    throw new StartError(USAGE);
  }
}
