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
  const sent = new Map<string, unknown>(Object.entries(params));
  const changes = Object.entries<true | ((value: never) => unknown) | undefined>(fields).flatMap(([name, read]) => {
    const value = sent.get(name);
    if (value === undefined || read === undefined) return [];
    if (value === '' || value === null) return [[name, null]];
    // The type of `fields` pairs each reader with the parameter of its name.
    return [[name, read === true ? value : read(value as never)]];
  });
  return changes.length === 0 ? current : { ...current, ...Object.fromEntries(changes) };
}
