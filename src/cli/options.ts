import { parseArgs } from 'node:util';
import { parseProxies } from '../api/door/client-address.ts';
import { isLoopback } from '../api/door/hosts.ts';
import { keysFile } from './keys-file.ts';
import { StartError } from './start-error.ts';

/** Options of `florin start`, from flags or environment variables. */
export interface StartOptions {
  readonly port: number;
  readonly host: string;
  /** The origin that others reach it by, if not its own socket's. */
  readonly url: string | undefined;
  /** Host names that requests may be sent to, besides loopback and those of `host` and `url`. */
  readonly allowHosts: readonly string[];
  /** Addresses and networks of proxies whose `X-Forwarded-For` counts. */
  readonly trustedProxies: readonly string[];
  readonly data: string;
  readonly apiVersion: string | undefined;
  readonly keys: 'open' | 'strict';
  /** File for new keys if the output is not a terminal. */
  readonly keysFile: string;
  readonly webhooks: 'any' | 'public-only';
  readonly role: 'api' | 'worker' | 'all';
  readonly log: 'none' | 'text' | 'json';
  readonly metrics: 'on' | 'off';
  /** True if the dashboard is opened in the browser of this machine. */
  readonly opens: boolean;
  /** File of the simulated network's own journal. */
  readonly networkJournal: string | undefined;
}

/** Each option's flag, environment variable and default. */
const OPTIONS = {
  port: { variable: 'FLORIN_PORT', fallback: '12111' },
  host: { variable: 'FLORIN_HOST', fallback: '127.0.0.1' },
  url: { variable: 'FLORIN_URL', fallback: '' },
  'allow-hosts': { variable: 'FLORIN_ALLOW_HOSTS', fallback: '' },
  'trusted-proxy': { variable: 'FLORIN_TRUSTED_PROXY', fallback: '' },
  data: { variable: 'FLORIN_DATA', fallback: './.florin' },
  'api-version': { variable: 'FLORIN_API_VERSION', fallback: '' },
  keys: { variable: 'FLORIN_KEYS', fallback: 'open' },
  'allow-open-keys': { variable: 'FLORIN_ALLOW_OPEN_KEYS', fallback: 'off', isSwitch: true },
  'keys-file': { variable: 'FLORIN_KEYS_FILE', fallback: '' },
  webhooks: { variable: 'FLORIN_WEBHOOKS', fallback: 'any' },
  role: { variable: 'FLORIN_ROLE', fallback: 'all' },
  log: { variable: 'FLORIN_LOG', fallback: 'none' },
  metrics: { variable: 'FLORIN_METRICS', fallback: 'on' },
  open: { variable: 'FLORIN_OPEN', fallback: 'off', isSwitch: true },
  'network-journal': { variable: 'FLORIN_NETWORK_JOURNAL', fallback: '' },
} as const satisfies Record<string, { variable: string; fallback: string; isSwitch?: true }>;

/** Reads the options of `florin start`; a flag wins over its variable. Throws StartError for invalid options. */
export function readStartOptions(args: readonly string[], env: NodeJS.ProcessEnv): StartOptions {
  const flags = parse(args);
  const value = (name: keyof typeof OPTIONS): string =>
    flags[name] ?? env[OPTIONS[name].variable] ?? OPTIONS[name].fallback;
  const port = Number(value('port'));
  if (!/^\d{1,5}$/.test(value('port')) || port > 65_535) {
    throw new StartError(`--port must be a number from 0 to 65535, not '${value('port')}'.`);
  }
  const keys = oneOf('keys', value('keys'), ['open', 'strict']);
  const allowsOpenKeys = oneOf('allow-open-keys', value('allow-open-keys'), ['on', 'off']) === 'on';
  if (keys === 'open' && !allowsOpenKeys) refuseOpenKeysBeyond(value('host'));
  return {
    port,
    host: value('host'),
    url: origin(value('url')),
    allowHosts: names(value('allow-hosts')).map(hostName),
    trustedProxies: proxies(names(value('trusted-proxy'))),
    data: value('data'),
    apiVersion: value('api-version') || undefined,
    keys,
    keysFile: value('keys-file') || keysFile(value('data')),
    webhooks: oneOf('webhooks', value('webhooks'), ['any', 'public-only']),
    role: oneOf('role', value('role'), ['all', 'api', 'worker']),
    log: oneOf('log', value('log'), ['none', 'text', 'json']),
    metrics: oneOf('metrics', value('metrics'), ['on', 'off']),
    opens: oneOf('open', value('open'), ['on', 'off']) === 'on',
    networkJournal: value('network-journal') || undefined,
  };
}

/** With open keys, every machine that reaches the server can use it. */
function refuseOpenKeysBeyond(host: string): void {
  if (isLoopback(host) || host === '::1') return;
  throw new StartError(
    `--host ${host} lets other machines in, and any sk_test_… key opens a world (--keys open). Use --keys strict, or --allow-open-keys on a network that you trust.`,
  );
}

function origin(value: string): string | undefined {
  if (value === '') return undefined;
  const url = URL.parse(value);
  const isWhole =
    url?.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
  if (isWhole && (url.protocol === 'https:' || url.protocol === 'http:')) return url.origin;
  throw new StartError(`--url must be an address without a path, as https://pay.example.com, not '${value}'.`);
}

function names(value: string): string[] {
  return value
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function hostName(name: string): string {
  if (/^(?:\[[0-9a-f:.]+\]|[a-z0-9_.-]+)$/i.test(name)) return name;
  throw new StartError(`--allow-hosts must be host names without ports, as florin,10.0.0.5, not '${name}'.`);
}

function proxies(addresses: readonly string[]): readonly string[] {
  try {
    parseProxies(addresses);
    return addresses;
  } catch (error) {
    throw new StartError(`--trusted-proxy: ${error instanceof Error ? error.message : error}`);
  }
}

function parse(args: readonly string[]): Partial<Record<keyof typeof OPTIONS, string>> {
  try {
    const options = Object.fromEntries(
      Object.entries(OPTIONS).map(([name, option]) => [
        name,
        { type: 'isSwitch' in option ? 'boolean' : 'string' } as const,
      ]),
    );
    const { values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false });
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, value === true ? 'on' : String(value)]),
    );
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
