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

/**
 * The key under which an Idempotency-Key is stored. Clients choose these freely, so the id of a connected account is
 * set off by a character that no header can hold.
 */
export function idempotencyKeyIn(account: string | null, key: string): string {
  return account === null ? key : `${account}\n${key}`;
}
