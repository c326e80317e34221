import { apiVersions } from '../../contract/contract.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { readVersion } from './previews.ts';

/** What a new account speaks until it says otherwise; see decisions/036. */
export const defaultVersion = '2026-02-25.clover';

let ages: ReadonlyMap<string, number> | undefined;

/** The version that handlers speak. */
export function newestVersion(): string {
  return apiVersions().at(-1) ?? defaultVersion;
}

/** Whether there is such a version of the API. */
export function isKnownVersion(version: string): boolean {
  return placeOf(version) !== undefined;
}

/** Whether one version came out before another. Throws when either is unknown. */
export function isOlder(version: string, than: string): boolean {
  const place = placeOf(version);
  const other = placeOf(than);
  if (place === undefined || other === undefined) throw new Error(`No such API version: ${version} or ${than}.`);
  return place < other;
}

/**
 * Recording tools blank a header out by writing a name in angle brackets in its place, as "<STRIPE_VERSION>". Who plays
 * such a recording back means the version it was recorded with, which nobody knows any more.
 */
const BLANKED_OUT = /^<[^<>]*>$/;

/**
 * The version of a request: that of its `Stripe-Version` header with the previews that are known here, else the
 * account's. Throws Stripe's error when there is no such version.
 */
export function resolveVersion(header: string | undefined, accountVersion: string): string {
  if (header === undefined || header === '') return accountVersion;
  const { version, previews } = readVersion(header);
  if (BLANKED_OUT.test(version)) return accountVersion;
  if (isKnownVersion(version)) return [version, ...previews].join('; ');
  throw invalidRequest(
    `Invalid Stripe API version: ${version}. Leave the header out or use a published one, as ${newestVersion()}.`,
  );
}

function placeOf(version: string): number | undefined {
  ages ??= new Map(apiVersions().map((name, place) => [name, place]));
  return ages.get(version);
}
