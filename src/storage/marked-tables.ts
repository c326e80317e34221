/** A table, or an index, in the SQL that the engines share: `@objects`. */
const MARKED = /@(\w+)/g;

/** Returns SQL with its marked tables named: in a schema, or bare for null. */
export function nameTables(sql: string, schema: string | null): string {
  return sql.replaceAll(MARKED, schema === null ? '$1' : `"${schema}".$1`);
}
