/**
 * Writes `tests/browser/stripe-js-names.json`: the names in the official types of Stripe.js, by major version of
 * `@stripe/stripe-js`. Run it after a new major: `node scripts/stripe-js-names.ts`. It downloads the packages with npm.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAJORS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'];
const FILE = fileURLToPath(new URL('../tests/browser/stripe-js-names.json', import.meta.url));

/** The names of one major version. */
export interface StripeJsNames {
  /** The calls of the Stripe object. */
  readonly calls: readonly string[];
  /** The types that `elements.create` takes. */
  readonly elements: readonly string[];
  /** The `create…` and `get…` calls of a checkout. */
  readonly checkout: readonly string[];
}

/** Reads the names from a folder of declarations, which has moved once. */
export function namesIn(folder: string): StripeJsNames {
  const types = join(folder, existsSync(join(folder, 'types/stripe-js')) ? 'types/stripe-js' : 'dist/stripe-js');
  const read = (file: string) => readFileSync(join(types, file), 'utf8');
  const checkout = readdirSync(types)
    .filter((file) => /checkout.*\.d\.ts$/.test(file))
    .map(read)
    .join('\n');
  const stripe = read('stripe.d.ts');
  const start = stripe.indexOf('export interface Stripe {');
  return {
    calls: found(stripe.slice(start, stripe.indexOf('\n}', start)), /^ {2}(\w+)(?:<[^>]*>)?\(/gm),
    elements: found(read('elements-group.d.ts'), /elementType: '(\w+)'/g),
    checkout: found(checkout, /^ {2}((?:create|get)(?:\w*Element|Form))\(/gm),
  };
}

function found(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].sort();
}

function namesOf(major: string): StripeJsNames {
  const folder = mkdtempSync(join(tmpdir(), 'stripe-js-'));
  const npm = (...args: string[]) => execFileSync('npm', args, { cwd: folder, encoding: 'utf8' });
  const packed = npm('pack', '--silent', `@stripe/stripe-js@${major}`).trim().split('\n').at(-1) ?? '';
  execFileSync('tar', ['-xzf', packed, '--strip-components=1'], { cwd: folder });
  const names = namesIn(folder);
  rmSync(folder, { recursive: true });
  return names;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = Object.fromEntries(MAJORS.map((major) => [major, namesOf(major)]));
  writeFileSync(FILE, `${JSON.stringify(names, null, 2)}\n`);
}
