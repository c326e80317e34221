/** A JSON object with unknown fields. */
export type Hash = Record<string, unknown>;

/** True for an object that is not a list. */
export function isHash(value: unknown): value is Hash {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Deletes fields from a value, if it is a hash. */
export function deleteFields(value: unknown, names: readonly string[]): void {
  if (isHash(value)) for (const name of names) delete value[name];
}

/** Deletes all other fields from a hash. */
export function keepFields(hash: Hash, names: readonly string[]): void {
  for (const name of Object.keys(hash)) if (!names.includes(name)) delete hash[name];
}
