import type { Context } from '../../kernel/context.ts';
import type { PageKey } from '../../kernel/resource.ts';

/**
 * Creates a session id. It contains the account's id after the prefix, so that a page finds world and account by the id
 * alone.
 */
export function newSessionId({ work, account }: Context): string {
  const ordered = work.newId('cs').slice('cs_'.length);
  return `cs_test_a1${account.id.slice('acct_'.length)}${ordered}${work.newSecret(16)}`;
}

/** The ids of connected accounts are longer than those of platforms, so an id's length shows which of the two it has. */
const ID_OR_SECRET = /^(cs_test_a1([A-Za-z0-9]{16}|[A-Za-z0-9]{28})[A-Za-z0-9]{40})(?:_secret_[A-Za-z0-9]{1,64})?$/;

/** The account whose session has this id or client secret; undefined if it is neither. */
export function accountOfSession(idOrSecret: string): string | undefined {
  return readPageKey(idOrSecret)?.account;
}

/** Reads the key of a session's page, which is the session's id or client secret; undefined if it is neither. */
export function readPageKey(key: string): PageKey | undefined {
  const [, id, tail] = ID_OR_SECRET.exec(key) ?? [];
  return id === undefined || tail === undefined ? undefined : { id, account: `acct_${tail}` };
}
