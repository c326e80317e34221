import { apiVersions, isTooOld, OLDEST_ANSWERED } from '../../contract/contract.ts';
import { invalidRequest, StripeError } from '../../kernel/errors.ts';

/** The version of a new account; see decisions/036. */
export const defaultVersion = '2026-02-25.clover';

/** The version that the official command line's fixtures are written for; later ones removed parameters of theirs. */
export const fixturesVersion = '2025-02-24.acacia';

let ages: ReadonlyMap<string, number> | undefined;

/** The version that handlers implement. */
export function newestVersion(): string {
  return apiVersions().at(-1) ?? defaultVersion;
}

/** The versions that requests are answered at, the newest first. */
export function answeredVersions(): readonly string[] {
  return apiVersions()
    .filter((version) => !isTooOld(version))
    .reverse();
}

/** True if the API has this version. */
export function isKnownVersion(version: string): boolean {
  return placeOf(version) !== undefined;
}

/** Returns the version. Throws if the API has none of that name. */
export function checkVersion(version: string): string {
  if (isKnownVersion(version) && !isTooOld(version)) return version;
  if (isKnownVersion(version)) throw new Error(tooOld(version));
  throw new Error(`'${version}' is not a Stripe API version. Use a published version, such as ${newestVersion()}.`);
}

/** True if one version is older than another. Throws if either is unknown. */
export function isOlder(version: string, than: string): boolean {
  const place = placeOf(version);
  const other = placeOf(than);
  if (place === undefined || other === undefined) throw new Error(`Unknown API version: ${version} or ${than}.`);
  return place < other;
}

/**
 * Recording tools replace a header with a placeholder in angle brackets, such as "<STRIPE_VERSION>". The original
 * version is unknown then.
 */
const PLACEHOLDER = /^<[^<>]*>$/;

/**
 * The version of a request: its `Stripe-Version` header's, else the account's. Previews that the header adds, as in
 * "2023-10-16; risk_in_requirements_beta=v1", do not change it (see `previewsOf`). Throws
 * Stripe's error for an unknown version.
 */
export function resolveVersion(header: string | undefined, accountVersion: string): string {
  if (header === undefined || header === '') return accountVersion;
  const [version = ''] = header.split(';').map((part) => part.trim());
  if (PLACEHOLDER.test(version)) return accountVersion;
  if (isKnownVersion(version)) return version;
  throw invalidRequest(
    `Invalid Stripe API version: ${version}. Leave the header out or use a published version, such as ${newestVersion()}.`,
  );
}

/** Operations whose objects are as they always were. The Stripe CLI calls them at the version that it was written for. */
const ALWAYS_ALIKE: ReadonlySet<string> = new Set(['GET /v1/webhook_endpoints']);

/** Operations that the newest version lacks, and the version that removed each. */
const REMOVED: ReadonlyMap<string, string> = new Map([
  // https://docs.stripe.com/changelog/basil/2025-03-31/invoice-preview-api-deprecations
  ['GET /v1/invoices/upcoming', '2025-03-31.basil'],
  ['GET /v1/invoices/upcoming/lines', '2025-03-31.basil'],
]);

/** Throws for a version at which Florin cannot answer an operation as it was answered then. */
export function checkAnswered(version: string, operation: string): void {
  if (isTooOld(version) && !ALWAYS_ALIKE.has(operation)) throw invalidRequest(tooOld(version));
  checkNotRemoved(version, operation);
}

/** Throws 404 at a version that no longer has the operation. */
function checkNotRemoved(version: string, operation: string): void {
  const removed = REMOVED.get(operation);
  if (removed === undefined || isOlder(version, removed)) return;
  throw new StripeError(404, {
    type: 'invalid_request_error',
    message: `${operation} was removed in API version ${removed}; this request is at ${version}. Use what took its place, or a Stripe-Version before ${removed}.`,
  });
}

function tooOld(version: string): string {
  return `Florin does not answer as API version ${version}: the oldest is ${OLDEST_ANSWERED}. Use that or a later one, such as ${newestVersion()}.`;
}

function placeOf(version: string): number | undefined {
  ages ??= new Map(apiVersions().map((name, place) => [name, place]));
  return ages.get(version);
}

/** The previews that a version header adds to its version. */
export function previewsOf(header: string | undefined): readonly string[] {
  if (!header?.includes(';')) return NO_PREVIEWS;
  return header
    .split(';')
    .slice(1)
    .map((part) => part.trim());
}

const NO_PREVIEWS: readonly string[] = [];
