import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

describe('the package, installed from its tarball without development dependencies', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'florin-package-'));
    npm('.', 'pack', '--pack-destination', folder);
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
    const tarball = `florin-${readJson('package.json').version}.tgz`;
    npm(folder, 'install', '--omit=dev', '--prefer-offline', '--no-audit', '--no-fund', `./${tarball}`);
  }, 180_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('starts, takes a payment over HTTP and stops on request', async () => {
    const server = spawn(process.execPath, ['node_modules/.bin/florin', 'start', '--port', '0', '--data', ':memory:'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    server.stdout.setEncoding('utf8');
    const ended = once(server, 'exit');
    try {
      const url = await printedUrl(server.stdout);
      const response = await fetch(`${url}/v1/payment_intents`, {
        method: 'POST',
        headers: { authorization: 'Bearer sk_test_package' },
        body: new URLSearchParams({ amount: '1099', currency: 'usd', confirm: 'true', payment_method: 'pm_card_visa' }),
      });
      expect(await response.json()).toMatchObject({ object: 'payment_intent', status: 'succeeded' });
      const home = await fetch(url);
      expect(home.status, await home.text()).toBe(200);
    } finally {
      server.kill('SIGTERM');
    }
    expect(await ended).toEqual([0, null]);
  });

  test('has types that need no package except those of Node', () => {
    const source = `
      import { createFlorin, type Florin } from 'florin';
      import type { World } from 'florin/vitest';
      import { florin as cypress } from 'florin/cypress';
      const take = async (world: World): Promise<string> => (await world.waitForEvent('charge.succeeded')).id;
      await cypress(() => {}, { env: {} });
      const florin: Florin = await createFlorin({ storage: ':memory:' });
      const answer: Response = await florin.fetch('http://florin/healthz');
      await florin.advance('5m');
      // @ts-expect-error The types are known, not any.
      await florin.neverHeardOf(answer, take);
    `;
    writeFileSync(join(folder, 'user.ts'), source);
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', '--lib', 'es2024,dom'];
    const types = ['--types', 'node', '--typeRoots', resolve('node_modules/@types')];
    const tsc = resolve('node_modules/typescript/bin/tsc');
    const { status, stdout } = spawnSync(process.execPath, [tsc, ...options, ...types, 'user.ts'], { cwd: folder });
    expect([String(stdout), status]).toEqual(['', 0]);
  });

  test('has entries for runners of tests, which need none of them to be installed', () => {
    const source = `
      import { newWorld } from 'florin/vitest';
      import { florin } from 'florin/cypress';
      import { routeStripe } from 'florin/playwright';
      import { florin as support } from 'florin/cypress/support';
      const { url, key } = await newWorld();
      const { env } = await florin(() => {}, { env: { FLORIN_URL: url } });
      console.log(env.FLORIN_URL === url, key.slice(0, 8), typeof routeStripe, Object.keys(support).join(' '));
      process.exit();
    `;
    writeFileSync(join(folder, 'runners.js'), source);
    const printed = execFileSync(process.execPath, ['runners.js'], { cwd: folder, encoding: 'utf8' });
    expect(printed).toBe('true sk_test_ function world advance waitForEvent\n');
  });

  test('carries the licence of every package whose code is in it', () => {
    const notices = readFileSync(join(folder, 'node_modules', 'florin', 'dist', 'third-party-notices.txt'), 'utf8');
    const listed = [...notices.matchAll(/^(\S+) \d+\.\d+\.\d+\S* \(MIT\)\n[\s\S]*?Permission is hereby granted/gm)];
    expect(listed.map(([, name]) => name)).toEqual(importedByWeb());
  });

  test('ships no source, tests or tools', () => {
    const shipped = join(folder, 'node_modules', 'florin');
    for (const name of ['README.md', 'LICENSE', 'CHANGELOG.md', 'dist'])
      expect(existsSync(join(shipped, name)), name).toBe(true);
    for (const name of ['src', 'tests', 'scripts', 'contract'])
      expect(existsSync(join(shipped, name)), name).toBe(false);
  });
});

// Packages with one binary per platform list all of them as optional. npm omits those it could not look up from the
// lock file, and `npm ci` then rejects the whole file.
test('the lock file names the optional packages of every platform', () => {
  const locked = readJson('package-lock.json').packages as Record<string, { optionalDependencies?: object }>;
  const missing = Object.entries(locked).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).filter(
      (name) => !(`node_modules/${name}` in locked) && !(`${path}/node_modules/${name}` in locked),
    ),
  );
  expect(missing).toEqual([]);
});

/** Returns the packages from which the browser code imports more than types. */
function importedByWeb(): string[] {
  const sources = readdirSync('web', { recursive: true, encoding: 'utf8' }).filter(
    (path) => /\.tsx?$/.test(path) && !path.startsWith('dist') && path !== 'vite.config.ts',
  );
  const imported = sources.flatMap((path) =>
    [...readFileSync(join('web', path), 'utf8').matchAll(/^import (?!type )[^;]*?from '([^.'][^']*)'/gm)]
      .filter(([statement]) => /\{(?!( type [^,}]*,?)+ \})|^import \w/.test(statement))
      .map(([, name = '']) => name.split('/', name.startsWith('@') ? 2 : 1).join('/')),
  );
  return [...new Set(imported)].sort();
}

function npm(cwd: string, ...args: string[]): void {
  execFileSync('npm', [...args, '--loglevel=error'], { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
}

function readJson(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
}

/** Returns the address that the server prints. */
async function printedUrl(output: Readable): Promise<string> {
  let printed = '';
  for await (const text of output.iterator({ destroyOnReturn: false })) {
    printed += text;
    const url = /http:\/\/127\.0\.0\.1:\d+(?=\s)/.exec(printed)?.[0];
    if (url) return url;
  }
  throw new Error(`florin start ended without printing an address:\n${printed}`);
}
