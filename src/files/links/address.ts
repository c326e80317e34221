/** The parts of a link's URL: its location and its secret. */
interface LinkAddress {
  readonly account: string;
  readonly link: string;
  readonly secret: string;
}

/** Returns a link's path below the base URL. */
export function linkPath({ account, link, secret }: LinkAddress): string {
  return `/links/${Buffer.from(`${account}|${link}|fl_test_${secret}`).toString('base64url')}`;
}

/** Parses the last segment of such a path; undefined if it is not one. */
export function readLinkToken(token: string): LinkAddress | undefined {
  const text = Buffer.from(token, 'base64url').toString('latin1');
  const match = /^(acct_[A-Za-z0-9]{1,64})\|(link_[A-Za-z0-9]{1,64})\|fl_test_([A-Za-z0-9]{1,64})$/.exec(text);
  if (!match) return undefined;
  const [, account = '', link = '', secret = ''] = match;
  return { account, link, secret };
}
