/**
 * A seam between statements and the database for tests: statements fail here as on a network that drops connections,
 * and on engines that reject more transactions than PostgreSQL.
 */
export type FaultInjection = <T>(ask: () => Promise<T>, sql: string) => Promise<T>;
