import { invalidRequest, type StripeError } from './errors.ts';

/** Stripe's metadata: keys of 40 characters with values of 500, whose limits are checked with the parameters. */
type Metadata = Record<string, string>;

/** Keys per metadata hash. */
export const MAX_METADATA_KEYS = 50;

/** A metadata parameter: '' clears everything, a key with '' (or null) is deleted, the rest is merged in. */
export type MetadataParam = '' | null | undefined | Record<string, string | number | null>;

/** Returns metadata with a parameter applied. Throws if it then has too many keys. */
export function mergeMetadata(current: Metadata | null | undefined, change: MetadataParam): Metadata {
  if (change === undefined || change === null) return current ?? {};
  if (change === '') return {};
  const merged: Metadata = { ...current };
  for (const [key, value] of Object.entries(change)) {
    if (value === '' || value === null) delete merged[key];
    else merged[key] = String(value);
  }
  const count = Object.keys(merged).length;
  if (count > MAX_METADATA_KEYS) throw tooManyMetadataKeys('metadata', count);
  return merged;
}

/** 400: more metadata than an object may have. */
export function tooManyMetadataKeys(param: string, count: number): StripeError {
  return invalidRequest(`Metadata can have up to ${MAX_METADATA_KEYS} keys, but you passed in ${count}.`, { param });
}
