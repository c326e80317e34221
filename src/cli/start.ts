import { createFlorin, type Florin } from '../florin.ts';
import { isActive, sharesItsSuffix } from '../kernel/new-key.ts';
import type { OpenJournal } from '../network/simulator/journal.ts';
import { openJournalFile } from '../network/simulator/journal-file.ts';
import { createSimulator } from '../network/simulator/simulator.ts';
import { serve } from '../server.ts';
import { shownStorage } from '../storage/open.ts';
import { isPostgresUrl } from '../storage/postgres/url.ts';
import { openControl } from './control.ts';
import { handOver } from './hand-over.ts';
import { createLog, type Log } from './observe/log.ts';
import type { Metrics } from './observe/metrics.ts';
import { together } from './observe/observers.ts';
import { readStartOptions, type StartOptions } from './options.ts';
import { StartError } from './start-error.ts';

/**
 * `florin start`: runs until SIGTERM or SIGINT, then finishes requests in progress. If the disk fails it exits with
 * code 1: only a new start can read the state of the disk.
 */
export async function start(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const options = readStartOptions(args, env);
  const log = options.log === 'none' ? undefined : createLog(options.log, process.stdout, Date.now);
  // Loaded on use, because loading is half of a cold start.
  const metrics = options.metrics === 'on' ? (await import('./observe/metrics.ts')).createMetrics() : undefined;
  const journal = openJournal(options);
  const florin = await open(options, journal, log, metrics);
  const handed = await handOverFirstKeys(florin, options);
  const closeControl = await control(options, florin);
  const server = await serve(florin, options).catch(async (error: NodeJS.ErrnoException) => {
    await closeControl();
    await florin.close();
    throw listenError(error, options);
  });
  console.log(welcome(server.url, options, florin.keys, handed));
  for (const line of await warnings(florin, options)) console.error(line);
  if (options.opens) (await import('./open-in-browser.ts')).openInBrowser(`${options.url ?? server.url}/dashboard`);
  const failure = await Promise.race([signal(), florin.engine.storage.failed ?? NEVER]);
  console.log('Stopping: waiting for requests in progress.');
  await server.stop();
  await closeControl();
  if (failure) endWithoutClosing(failure, log);
  await florin.close();
  journal?.close();
  log?.flush();
}

const NEVER = new Promise<never>(() => {});

function signal(): Promise<undefined> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve(undefined));
    process.once('SIGINT', () => resolve(undefined));
  });
}

/** Closing would write to the database data that the disk may have lost. */
function endWithoutClosing(failure: Error, log: Log | undefined): never {
  log?.flush();
  console.error(`florin: ${failure.message}`);
  process.exit(1);
}

/** The simulated network's books, where they are to outlive this process. */
function openJournal({ networkJournal }: StartOptions): OpenJournal | undefined {
  if (networkJournal === undefined) return undefined;
  try {
    return openJournalFile(networkJournal);
  } catch (error) {
    throw new StartError(`--network-journal: ${error instanceof Error ? error.message : error}`);
  }
}

/** Lets `florin backup` and `florin doctor` reach a server on a data folder. */
async function control({ data }: StartOptions, florin: Florin): Promise<() => Promise<void>> {
  if (data === ':memory:' || isPostgresUrl(data)) return async () => {};
  try {
    return await openControl(data, florin.engine.storage);
  } catch (error) {
    await florin.close();
    throw new StartError(
      `The socket for florin backup cannot be created in ${data}: ${error instanceof Error ? error.message : error}.`,
    );
  }
}

async function open(
  options: StartOptions,
  journal: OpenJournal | undefined,
  log: Log | undefined,
  metrics: Metrics | undefined,
): Promise<Florin> {
  const observer = together([log?.observer, metrics?.observer].filter((one) => one !== undefined));
  try {
    return await createFlorin({
      storage: options.data,
      keys: options.keys,
      webhooks: options.webhooks,
      role: options.role,
      ...(journal && { network: createSimulator({ journal }) }),
      ...(observer && { observer }),
      ...(log && { report: log.report }),
      ...(metrics && { metrics: metrics.text }),
      ...(options.apiVersion !== undefined && { apiVersion: options.apiVersion }),
    });
  } catch (error) {
    throw new StartError(error instanceof Error ? error.message : String(error));
  }
}

/** The lines that hand over the keys of a new account; none if keys are open or were registered before. */
async function handOverFirstKeys(florin: Florin, { keys: policy, keysFile }: StartOptions): Promise<readonly string[]> {
  const { keys } = florin;
  if (policy === 'open' || !keys) return [];
  try {
    return handOver([keys.secret, keys.publishable], keysFile);
  } catch (error) {
    await florin.close();
    throw error;
  }
}

async function warnings({ engine }: Florin, { keys: policy }: StartOptions): Promise<string[]> {
  if (policy === 'open') return [];
  const now = engine.clock.now() / 1000;
  const isUnsafe = (await engine.storage.listKeys()).some((key) => sharesItsSuffix(key) && isActive(key, now));
  return isUnsafe
    ? [
        'florin: The registered keys are of an older Florin: a publishable key reveals its secret key. Run `florin keys roll --expire 24h`.',
      ]
    : [];
}

function listenError(error: NodeJS.ErrnoException, { host, port }: StartOptions): Error {
  if (error.code === 'EADDRINUSE')
    return new StartError(`Port ${port} on ${host} is already in use. Use another --port.`);
  if (error.code === 'EACCES')
    return new StartError(`This user is not allowed to use port ${port}. Use a --port above 1023.`);
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new StartError(`This machine does not have the address ${host}. Use another --host.`);
  return error;
}

function welcome(url: string, options: StartOptions, keys: Florin['keys'], handed: readonly string[]): string {
  const where =
    options.data === ':memory:' ? 'in memory and lost when Florin stops' : `in ${shownStorage(options.data)}`;
  const address = options.url ?? url;
  const reached = address === url ? [] : [`Its address is ${address}`];
  const shows = options.role === 'worker' ? [] : [`Dashboard  ${address}/dashboard`];
  const lines = ['', `Florin listens on ${url}`, ...reached, ...shows, `Data is stored ${where}.`, ''];
  if (options.role === 'worker') {
    lines.push('This process runs timers and does not handle requests (--role worker).', '');
  } else if (keys) {
    const shown =
      options.keys === 'open'
        ? [
            `  Secret key       ${keys.secret}`,
            `  Publishable key  ${keys.publishable}`,
            '  Every other sk_test_… key has separate data.',
          ]
        : handed;
    lines.push(
      ...shown,
      '',
      'Take a payment:',
      '',
      `  curl ${address}/v1/payment_intents -u ${options.keys === 'open' ? keys.secret : 'sk_test_YOUR_KEY'}: \\`,
      '    -d amount=1099 -d currency=usd -d confirm=true -d payment_method=pm_card_visa',
      '',
    );
  } else {
    lines.push('Only registered keys are accepted (--keys strict).', '');
  }
  return lines.join('\n');
}
