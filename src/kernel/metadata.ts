/** Stripe's metadata: at most 50 keys of 40 characters with values of 500; the limits are checked with the parameters. */
export type Metadata = Record<string, string>;

/** A metadata parameter: '' clears everything, a key with '' (or null) is deleted, the rest is merged in. */
export type MetadataParam = '' | null | undefined | Record<string, string | number | null>;

/** What metadata becomes when a parameter is applied to it. */
export function mergeMetadata(current: Metadata | null | undefined, change: MetadataParam): Metadata {
  if (change === undefined || change === null) return current ?? {};
  if (change === '') return {};
  const merged: Metadata = { ...current };
  for (const [key, value] of Object.entries(change)) {
    if (value === '' || value === null) delete merged[key];
    else merged[key] = String(value);
  }
  return merged;
}
