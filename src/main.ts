#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { StartError } from './cli/start-error.ts';

// Caches compiled code for the next start. Must run before other modules are loaded.
enableCompileCache();

// Only this user can read what commands create (data, backups, sockets, keys).
process.umask(0o077);

/** Every command and where it lives; each is loaded only when asked for. */
const COMMANDS: Readonly<
  Record<string, () => Promise<(args: readonly string[], env: NodeJS.ProcessEnv) => Promise<void>>>
> = {
  start: async () => (await import('./cli/start.ts')).start,
  clock: async () => (await import('./cli/clock.ts')).clock,
  platform: async () => (await import('./cli/platform.ts')).platform,
  keys: async () => (await import('./cli/keys.ts')).keys,
  timers: async () => (await import('./cli/timers.ts')).timers,
  migrate: async () => (await import('./cli/migrate.ts')).migrate,
  copy: async () => (await import('./cli/copy.ts')).copy,
  doctor: async () => (await import('./cli/doctor.ts')).doctor,
  backup: async () => (await import('./cli/backup.ts')).backup,
  restore: async () => (await import('./cli/restore.ts')).restore,
};

const USAGE = `florin: a self-hosted payments platform that speaks the Stripe API

  florin start [--port 12111] [--host 127.0.0.1] [--data ./.florin | :memory: | postgres://…]
               [--url https://pay.example.com] [--allow-hosts NAME,…] [--trusted-proxy ADDRESS,…]
               [--api-version V] [--keys open|strict] [--allow-open-keys] [--webhooks any|public-only]
               [--role all|api|worker] [--log none|text|json] [--metrics on|off] [--network-journal FILE] [--open]
  florin doctor [--data ./.florin | backup.db | postgres://…]
  florin backup --to ./backups [--data ./.florin]
  florin restore --from backup.db [--data ./.florin] [--force]
  florin keys list | create | roll --expire 24h | revoke key_… [--data ./.florin | postgres://…]
  florin migrate --data postgres://…
  florin copy --from ./.florin --to postgres://…
  florin timers list | retry [timer_…] [--data ./.florin | postgres://…]
  florin platform [--name NAME] [--icon FILE|URL] [--color '#635bff'] [--redirect-uri URL]… [--api-key sk_test_…]
  florin clock advance 5m [--api-key sk_test_…] [--api-base http://127.0.0.1:12111]

Each flag of start can be given as a variable too: FLORIN_PORT, FLORIN_HOST, FLORIN_URL, FLORIN_ALLOW_HOSTS,
FLORIN_TRUSTED_PROXY, FLORIN_DATA, FLORIN_API_VERSION, FLORIN_KEYS, FLORIN_ALLOW_OPEN_KEYS=on, FLORIN_WEBHOOKS,
FLORIN_ROLE, FLORIN_LOG, FLORIN_METRICS, FLORIN_NETWORK_JOURNAL, FLORIN_OPEN=on.`;

async function main([name, ...args]: readonly string[]): Promise<void> {
  if (name === undefined || name === 'help' || name === '--help') {
    console.log(USAGE);
    return;
  }
  const command = COMMANDS[name];
  if (!command) throw new StartError(`Unknown command '${name}'. Use one of: ${Object.keys(COMMANDS).join(', ')}.`);
  await (await command())(args, process.env);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof StartError ? `florin: ${error.message}` : error);
  process.exitCode = 1;
}
