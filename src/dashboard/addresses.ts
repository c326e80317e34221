/** The pages, and the calls of their scripts: about the session, and about one account. */
export const PAGES = '/dashboard';
export const SESSION = '/_florin/dashboard/session';
export const WORLDS = '/_florin/worlds/';

/** True if the dashboard answers the path. */
export function isDashboardPath(path: string): boolean {
  return path === PAGES || path.startsWith(`${PAGES}/`) || path.startsWith('/_florin/dashboard/') || isWorldPath(path);
}

/** True for the calls about one account. */
export function isWorldPath(path: string): boolean {
  return path.startsWith(WORLDS);
}

/** The account that a call is about, and the path of the API or of a door that it asks for. */
export function readWorldPath(path: string): { readonly account: string; readonly rest: string } | undefined {
  const [, account, rest] = /^\/_florin\/worlds\/(acct_[A-Za-z0-9]{1,64})(\/.*)$/.exec(path) ?? [];
  return account === undefined || rest === undefined ? undefined : { account, rest };
}
