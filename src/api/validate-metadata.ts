import { invalidRequest } from '../kernel/errors.ts';
import { MAX_METADATA_KEYS, tooManyMetadataKeys } from '../kernel/metadata.ts';
import type { ParamValue } from './form.ts';
import { type Findings, invalid, invalidObject, quoted } from './validate-errors.ts';

/** Stripe's bounds of metadata. A value of '' asks to remove its key. */
export const MAX_METADATA_KEY_LENGTH = 40;
export const MAX_METADATA_VALUE_LENGTH = 500;

/** Reads metadata: keys of the caller's choice with short texts. Numbers and the like stay the text they were sent as. */
export function readMetadata(value: ParamValue, path: string, findings: Findings): Record<string, string> | undefined {
  if (typeof value === 'string') return invalid(findings, () => invalidObject(path));
  const metadata: Record<string, string> = Object.create(null);
  const entries = Object.entries(value);
  if (entries.length > MAX_METADATA_KEYS) return invalid(findings, () => tooManyMetadataKeys(path, entries.length));
  for (const [key, text] of entries) {
    const error = problem(path, key, text);
    if (error) return invalid(findings, () => error);
    metadata[key] = text as string;
  }
  return metadata;
}

function problem(path: string, key: string, value: ParamValue) {
  if (key === '') return invalidRequest('Metadata keys cannot be empty.', { param: path });
  if (key === '__proto__') return invalidRequest(`Metadata keys cannot be called ${key}.`, { param: path });
  if (key.length > MAX_METADATA_KEY_LENGTH) return keyTooLong(path, key);
  if (typeof value !== 'string') {
    return invalidRequest(
      `Invalid metadata value for '${quoted(key)}': metadata values are strings, not hashes or lists.`,
      {
        param: path,
      },
    );
  }
  return value.length > MAX_METADATA_VALUE_LENGTH ? valueTooLong(path, key, value) : undefined;
}

function keyTooLong(path: string, key: string) {
  const message = `Metadata keys can have up to ${MAX_METADATA_KEY_LENGTH} characters, but you passed in one of ${key.length}. Invalid key: ${quoted(key)}`;
  return invalidRequest(message, { param: path });
}

function valueTooLong(path: string, key: string, value: string) {
  const message = `Metadata values can have up to ${MAX_METADATA_VALUE_LENGTH} characters, but you passed in one of ${value.length}. Invalid value: ${quoted(value)}`;
  return invalidRequest(message, { param: `${path}[${quoted(key)}]` });
}
