import { parseArgs } from 'node:util';
import { StartError } from './start-error.ts';

/** Options of `florin start`, from flags or environment variables. */
export interface StartOptions {
  readonly port: number;
  readonly host: string;
  readonly data: string;
  readonly apiVersion: string | undefined;
  readonly keys: 'open' | 'strict';
  readonly webhooks: 'any' | 'public-only';
  readonly role: 'api' | 'worker' | 'all';
  readonly log: 'none' | 'text' | 'json';
  readonly metrics: 'on' | 'off';
  /** File of the simulated network's own journal. */
  readonly networkJournal: string | undefined;
}

/** Each option's flag, environment variable and default. */
const OPTIONS = {
  port: { variable: 'FLORIN_PORT', fallback: '12111' },
  host: { variable: 'FLORIN_HOST', fallback: '127.0.0.1' },
  data: { variable: 'FLORIN_DATA', fallback: './.florin' },
  'api-version': { variable: 'FLORIN_API_VERSION', fallback: '' },
  keys: { variable: 'FLORIN_KEYS', fallback: 'open' },
  webhooks: { variable: 'FLORIN_WEBHOOKS', fallback: 'any' },
  role: { variable: 'FLORIN_ROLE', fallback: 'all' },
  log: { variable: 'FLORIN_LOG', fallback: 'none' },
  metrics: { variable: 'FLORIN_METRICS', fallback: 'on' },
  'network-journal': { variable: 'FLORIN_NETWORK_JOURNAL', fallback: '' },
} as const;

/** Reads the options of `florin start`; a flag wins over its variable. Throws StartError for what makes no sense. */
export function readStartOptions(args: readonly string[], env: NodeJS.ProcessEnv): StartOptions {
  const flags = parse(args);
  const value = (name: keyof typeof OPTIONS): string =>
    flags[name] ?? env[OPTIONS[name].variable] ?? OPTIONS[name].fallback;
  const port = Number(value('port'));
  if (!/^\d{1,5}$/.test(value('port')) || port > 65_535) {
    throw new StartError(`--port must be a number from 0 to 65535, not '${value('port')}'.`);
  }
  return {
    port,
    host: value('host'),
    data: value('data'),
    apiVersion: value('api-version') || undefined,
    keys: oneOf('keys', value('keys'), ['open', 'strict']),
    webhooks: oneOf('webhooks', value('webhooks'), ['any', 'public-only']),
    role: oneOf('role', value('role'), ['all', 'api', 'worker']),
    log: oneOf('log', value('log'), ['none', 'text', 'json']),
    metrics: oneOf('metrics', value('metrics'), ['on', 'off']),
    networkJournal: value('network-journal') || undefined,
  };
}

function parse(args: readonly string[]): Partial<Record<keyof typeof OPTIONS, string>> {
  try {
    const options = Object.fromEntries(Object.keys(OPTIONS).map((name) => [name, { type: 'string' as const }]));
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new StartError(
      `${reason}. \`florin start\` takes ${Object.keys(OPTIONS)
        .map((name) => `--${name}`)
        .join(', ')}.`,
    );
  }
}

function oneOf<Value extends string>(name: string, value: string, values: readonly Value[]): Value {
  const found = values.find((one) => one === value);
  if (found) return found;
  throw new StartError(`--${name} must be ${values.join(', ').replace(/, ([^,]*)$/, ' or $1')}, not '${value}'.`);
}
