import { invalidRequest } from '../kernel/errors.ts';
import { MAX_METADATA_KEYS, tooManyMetadataKeys } from '../kernel/metadata.ts';
import { invalid, invalidObject, quoted } from './validate-errors.ts';
import type { Findings, Value } from './validate-notation.ts';

/** Stripe's limits for metadata. The value '', or null in JSON, removes its key. */
const MAX_METADATA_KEY_LENGTH = 40;
const MAX_METADATA_VALUE_LENGTH = 500;

/** Reads metadata: keys of the caller's choice with short strings. Numbers in a form stay texts. */
export function readMetadata(
  value: Value,
  path: string,
  findings: Findings,
): Record<string, string | null> | undefined {
  const tree = findings.notation.fields(value);
  if (!tree) return invalid(findings, () => invalidObject(path));
  const metadata: Record<string, string | null> = Object.create(null);
  const entries = Object.entries(tree);
  if (entries.length > MAX_METADATA_KEYS) return invalid(findings, () => tooManyMetadataKeys(path, entries.length));
  for (const [key, text] of entries) {
    const read = text === null ? null : readText(findings, path, key, text);
    if (read === undefined) return undefined;
    metadata[key] = read;
  }
  return metadata;
}

function readText(findings: Findings, path: string, key: string, value: Value): string | undefined {
  const error = problem(path, key, value);
  return error ? invalid(findings, () => error) : String(value);
}

function problem(path: string, key: string, value: Value) {
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
