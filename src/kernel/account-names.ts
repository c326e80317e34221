/** The part of an account's id after `acct_`: 16 characters of its platform's, and 12 of its own if it is connected. */
const CONNECTED_ID = /^(acct_[A-Za-z0-9]{16})[A-Za-z0-9]{12}$/;

/** The place of an account's data: the world, and the connected account in it; null for the platform itself. */
export interface Scope {
  readonly world: string;
  readonly account: string | null;
}

/**
 * Reads an account's id. That of a connected account begins with its platform's, so what has nothing but the id (the
 * address of a page, a registered key) leads to its world without a lookup.
 */
export function scopeOf(id: string): Scope {
  const world = CONNECTED_ID.exec(id)?.[1];
  return world === undefined ? { world: id, account: null } : { world, account: id };
}

/** The id of a platform's application, by which its accounts and their payments name it. */
export function applicationOf(world: string): string {
  return `ca_${world.slice('acct_'.length)}`;
}

/**
 * The name under which a world stores something of an account: a key, a list, a book. Names of the platform's own are
 * stored as they are; those of a connected account begin with its id.
 */
export function nameIn(account: string | null, name: string): string {
  return account === null ? name : `${account}/${name}`;
}

/** The connected account that a stored name belongs to; null for the platform itself. */
export function accountOfName(name: string): string | null {
  return /^(acct_[^/]+)\//.exec(name)?.[1] ?? null;
}

/** The part of a stored name that does not depend on the account. */
export function plainName(name: string): string {
  const account = accountOfName(name);
  return account === null ? name : name.slice(account.length + 1);
}

/**
 * The key under which an Idempotency-Key is stored. Clients choose these freely, so the id of a connected account is
 * set off by a character that no header can hold.
 */
export function idempotencyKeyIn(account: string | null, key: string): string {
  return account === null ? key : `${account}\n${key}`;
}
