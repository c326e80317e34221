import { apiVersions } from '../../kernel/contract.ts';
import { invalidRequest } from '../../kernel/errors.ts';

/** What a new account speaks until it says otherwise. */
export const defaultVersion = '2025-08-27.basil';

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
 * The version that a `Stripe-Version` header names. Beta features after it, as in "2023-10-16; orders_beta=v4", change
 * nothing here and are ignored.
 */
export function parseVersionHeader(header: string): string {
  const end = header.indexOf(';');
  return (end < 0 ? header : header.slice(0, end)).trim();
}

/**
 * Recording tools blank a header out by writing a name in angle brackets in its place, as "<STRIPE_VERSION>". Who plays
 * such a recording back means the version it was recorded with, which nobody knows any more.
 */
const BLANKED_OUT = /^<[^<>]*>$/;

/**
 * The version of a request: that of its `Stripe-Version` header, else the account's. Throws Stripe's error when there is
 * no such version.
 */
export function resolveVersion(header: string | undefined, accountVersion: string): string {
  if (header === undefined || header === '') return accountVersion;
  const version = parseVersionHeader(header);
  if (BLANKED_OUT.test(version)) return accountVersion;
  if (isKnownVersion(version)) return version;
  throw invalidRequest(
    `Invalid Stripe API version: ${version}. Leave the header out or use a published one, as ${newestVersion()}.`,
  );
}

function placeOf(version: string): number | undefined {
  ages ??= new Map(apiVersions().map((name, place) => [name, place]));
  return ages.get(version);
}
