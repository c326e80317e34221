/** A parameter that sets something. '' and null unset instead. */
type Sent<Param> = Exclude<Param, '' | null | undefined>;

/** Converts a parameter to its field; `true` if both have the same value. */
type Reader<Field, Param> = ((value: Sent<Param>) => Field) | (Sent<Param> extends Field ? true : never);

/** False for a parameter that can be empty while its field does not allow null. */
type IsPatchable<Field, Param> = null extends Field ? true : '' extends Param ? false : true;

/** The fields that a call may change, each with the reader of the parameter of the same name. */
type Fields<T, P> = {
  readonly [K in keyof T & keyof P]?: IsPatchable<T[K], P[K]> extends true ? Reader<T[K], P[K]> : never;
};

/**
 * Applies the parameters of an update. A parameter that is not sent leaves its field as it is, '' (or null) sets it to
 * null, and any other value goes through its reader.
 */
export function patch<T extends object, P extends object>(current: T, params: P, fields: Fields<T, P>): T {
  // The type of `fields` pairs each reader with the parameter of its name.
  const readers = fields as Readonly<Record<string, true | ((value: unknown) => unknown) | undefined>>;
  const sent = params as Readonly<Record<string, unknown>>;
  let changes: Record<string, unknown> | undefined;
  for (const name in readers) {
    const value = sent[name];
    const read = readers[name];
    if (value === undefined || read === undefined) continue;
    changes ??= {};
    if (value === '' || value === null) changes[name] = null;
    else changes[name] = read === true ? value : read(value);
  }
  return changes === undefined ? current : { ...current, ...changes };
}
