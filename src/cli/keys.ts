import { parseArgs } from 'node:util';
import { accountOf, DOCUMENTED_KEYS } from '../api/authenticate.ts';
import { KEYS_FRESH_MS } from '../api/keys/key-policy.ts';
import { parsePermissions } from '../api/keys/permissions.ts';
import { parseSpan } from '../kernel/clock.ts';
import { createIds } from '../kernel/ids.ts';
import { hashKey } from '../kernel/key-hash.ts';
import { isActive, keyId, type NewKey, newKey } from '../kernel/new-key.ts';
import type { StoredKey } from '../kernel/storage.ts';
import { handOver } from './hand-over.ts';
import { type KeyStore, openKeyStore } from './key-store.ts';
import { keysFile } from './keys-file.ts';
import { StartError } from './start-error.ts';

const USAGE = `Use it as one of:
  florin keys list
  florin keys create [--kind secret|publishable|restricted] [--permissions customer:read,payment_intent:write]
                     [--name NAME] [--account acct_…] [--expire 90d]
  florin keys roll [key_… | sk_test_… …] [--expire 24h]
  florin keys revoke key_… | sk_test_… …
each with [--data ./.florin | postgres://…] and, for new keys, [--keys-file FILE].`;

interface Options {
  readonly data: string;
  readonly keysFile: string;
  readonly kind: string | undefined;
  readonly permissions: string | undefined;
  readonly name: string | undefined;
  readonly account: string | undefined;
  readonly expire: string | undefined;
  readonly named: readonly string[];
}

const COMMANDS: Readonly<Record<string, (store: KeyStore, options: Options) => Promise<void>>> = {
  list,
  create,
  roll,
  revoke,
};

/** `florin keys`: the registered keys of a data folder or a database, also beside a running server. */
export async function keys(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { values, positionals } = parse(args);
  const [verb = '', ...named] = positionals;
  const command = COMMANDS[verb];
  const data = values.data ?? env.FLORIN_DATA ?? './.florin';
  if (!command || data === ':memory:') throw new StartError(USAGE);
  const store = await openKeyStore(data);
  try {
    await command(store, {
      data,
      keysFile: values['keys-file'] ?? env.FLORIN_KEYS_FILE ?? keysFile(data),
      kind: values.kind,
      permissions: values.permissions,
      name: values.name,
      account: values.account,
      expire: values.expire,
      named,
    });
  } finally {
    await store.close();
  }
}

async function list(store: KeyStore): Promise<void> {
  for (const key of await store.list()) console.log(lineOf(key));
}

/** A line about a key, without the key: only its hash is stored. */
function lineOf(key: StoredKey): string {
  const { kind, hint, world, name, created, expiresAt, permissions } = key;
  const parts = [
    keyId(key),
    kind,
    hint && `…${hint}`,
    world,
    created > 0 ? `created ${moment(created)}` : 'of an older Florin',
    expiresAt !== null && `${isActive(key, now()) ? 'expires' : 'expired'} ${moment(expiresAt)}`,
    permissions !== null &&
      Object.entries(JSON.parse(permissions) as Record<string, string>)
        .map(([resource, permission]) => `${resource}:${permission}`)
        .join(','),
    name && JSON.stringify(name),
  ];
  return parts.filter(Boolean).join('  ');
}

async function create(store: KeyStore, options: Options): Promise<void> {
  const { permissions, name = '', expire, account } = options;
  const kind = kindOf(options);
  const made = newKey(createIds(), {
    kind,
    name,
    world: account ?? accountFor(await store.list()),
    created: now(),
    expiresAt: expire === undefined ? null : end(expire),
    permissions: kind === 'restricted' ? JSON.stringify(permissionsOf(permissions)) : null,
  });
  handOverKeys([made], options);
  await store.register([made.stored]);
}

/** Replaces keys by new ones of the same kind, account and permissions. The old ones expire now, or after `--expire`. */
async function roll(store: KeyStore, { named, ...options }: Options): Promise<void> {
  const ids = createIds();
  const all = await store.list();
  const replaced = named.length > 0 ? find(all, named) : all.filter((key) => isActive(key, now()));
  if (replaced.length === 0) throw new StartError('There are no keys to roll. Start Florin with --keys strict first.');
  const expiresAt = options.expire === undefined ? now() : end(options.expire);
  const made = replaced.map(({ hash: _, hint: __, ...row }) =>
    newKey(ids, { ...row, created: now(), expiresAt: null }),
  );
  handOverKeys(made, { ...options, named });
  await store.register([
    ...made.map(({ stored }) => stored),
    ...replaced.map((key) => ({ ...key, expiresAt: Math.min(expiresAt, key.expiresAt ?? expiresAt) })),
  ]);
  await untilServersRead();
  console.log(`The replaced keys ${expiresAt > now() ? `expire ${moment(expiresAt)}` : 'are refused from now on'}.`);
}

async function revoke(store: KeyStore, { named }: Options): Promise<void> {
  if (named.length === 0) throw new StartError(USAGE);
  const revoked = find(await store.list(), named).map((key) => ({
    ...key,
    expiresAt: Math.min(now(), key.expiresAt ?? now()),
  }));
  await store.register(revoked);
  await untilServersRead();
  for (const key of revoked) console.log(`${keyId(key)} is refused from now on.`);
}

/** Waits until every server has read the keys again, so that what the command reports is true. */
function untilServersRead(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, KEYS_FRESH_MS));
}

/** Before they are registered: a key that cannot be handed over opens nothing. */
function handOverKeys(made: readonly NewKey[], { keysFile: file }: Options): void {
  for (const { stored } of made) console.log(lineOf(stored));
  for (const line of handOver(
    made.map(({ key }) => key),
    file,
  ))
    console.log(line);
}

/** Finds keys by their ids, or by the keys themselves. */
function find(all: readonly StoredKey[], named: readonly string[]): StoredKey[] {
  return named.map((name) => {
    const id = name.startsWith('key_') ? name : keyId({ hash: hashKey(name) });
    const found = all.find((key) => keyId(key) === id);
    if (!found) throw new StartError(`There is no key ${id}. Run \`florin keys list\` for the ids.`);
    return found;
  });
}

function kindOf({ kind, permissions }: Options): StoredKey['kind'] {
  const chosen = kind ?? (permissions === undefined ? 'secret' : 'restricted');
  if (permissions !== undefined && chosen !== 'restricted') {
    throw new StartError(`A ${chosen} key has no permissions. Use --kind restricted.`);
  }
  if (chosen === 'secret' || chosen === 'publishable' || chosen === 'restricted') return chosen;
  throw new StartError(`--kind must be secret, publishable or restricted, not '${chosen}'.`);
}

function permissionsOf(text: string | undefined): ReturnType<typeof parsePermissions> {
  if (text === undefined) {
    throw new StartError('A restricted key needs permissions. Use --permissions customer:read,payment_intent:write.');
  }
  try {
    return parsePermissions(text);
  } catch (error) {
    throw new StartError(`--permissions: ${error instanceof Error ? error.message : error}`);
  }
}

/** The account of the registered keys. Without any, that of the documented keys, which open keys use. */
function accountFor(all: readonly StoredKey[]): string {
  const accounts = [...new Set(all.map(({ world }) => world))];
  if (accounts.length > 1) throw new StartError(`Choose an account with --account: ${accounts.join(', ')}.`);
  return accounts[0] ?? accountOf(DOCUMENTED_KEYS.secret);
}

function end(span: string): number {
  const ms = span === 'now' ? 0 : parseSpan(span);
  if (ms === undefined) throw new StartError(`--expire must be a duration such as 90s, 5m, 24h or 30d, not '${span}'.`);
  return now() + Math.ceil(ms / 1000);
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}

function moment(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000', '');
}

function parse(args: readonly string[]) {
  try {
    const names = ['data', 'kind', 'permissions', 'name', 'account', 'expire', 'keys-file'] as const;
    const text = { type: 'string' } as const;
    const options = Object.fromEntries(names.map((name) => [name, text])) as Record<
      (typeof names)[number],
      typeof text
    >;
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch {
    throw new StartError(USAGE);
  }
}
