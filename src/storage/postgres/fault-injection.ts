/**
 * What stands between a statement and its database: a seam for tests, which make statements fail here as they would on
 * a network that drops connections and on engines that refuse more transactions than PostgreSQL does.
 */
export type Interference = <T>(ask: () => Promise<T>, sql: string) => Promise<T>;
