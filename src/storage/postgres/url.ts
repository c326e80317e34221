import { StorageOpenError } from '../open-error.ts';

/** Default connections per process. */
const CONNECTIONS = 10;
/** Schemas that worlds may be distributed over. */
const MOST_SHARDS = 256;

/** True if `--data` is a PostgreSQL URL. */
export function isPostgresUrl(data: string): boolean {
  return /^postgres(ql)?:\/\//.test(data);
}

/** `host:port/database` of a URL: all of it that may be shown. */
export function shownUrl(url: string): string {
  if (!URL.canParse(url)) return 'an invalid address';
  const { host, pathname, searchParams } = new URL(url);
  return `${searchParams.get('host') ?? (host || 'localhost')}${pathname === '/' ? '' : pathname}`;
}

/** A URL of a database: the part of it that is for the driver, and Florin's own settings. */
interface DatabaseUrl {
  readonly connectionString: string;
  /** `?connections=20`: connections per process. */
  readonly connections: number;
  /** `?prepare=no`: statements are not prepared, for poolers that lose them. */
  readonly prepare: boolean;
  /** `?shards=32`: schemas that the worlds are distributed over. */
  readonly shards: number;
}

/** Reads the URL of a database. Throws StorageOpenError (`bad_url`) if it is invalid. */
export function readUrl(url: string): DatabaseUrl {
  if (!URL.canParse(url)) {
    throw new StorageOpenError(
      'bad_url',
      'The URL of the database is invalid. Use postgres://user:password@host:5432/name.',
    );
  }
  const parsed = new URL(url);
  const take = (name: string) => {
    const value = parsed.searchParams.get(name);
    parsed.searchParams.delete(name);
    return value;
  };
  const connections = Number(take('connections') ?? CONNECTIONS);
  const prepare = take('prepare') !== 'no';
  const shards = Number(take('shards') ?? 1);
  if (!Number.isInteger(shards) || shards < 1 || shards > MOST_SHARDS) {
    throw new StorageOpenError(
      'bad_url',
      `shards in the URL of the database must be a number from 1 to ${MOST_SHARDS}.`,
    );
  }
  return {
    connectionString: parsed.href,
    connections: Number.isInteger(connections) && connections > 1 ? connections : CONNECTIONS,
    prepare,
    shards,
  };
}
