/** What the address of a link holds: where it is kept, and what only those know whom it was given to. */
export interface LinkAddress {
  readonly world: string;
  readonly link: string;
  readonly secret: string;
}

/** Where a link leads, below the address of this Florin. */
export function linkPath({ world, link, secret }: LinkAddress): string {
  return `/links/${Buffer.from(`${world}|${link}|fl_test_${secret}`).toString('base64url')}`;
}

/** What the last part of such a path holds; undefined for anything else. */
export function readLinkToken(token: string): LinkAddress | undefined {
  const text = Buffer.from(token, 'base64url').toString('latin1');
  const match = /^(acct_[A-Za-z0-9]{1,64})\|(link_[A-Za-z0-9]{1,64})\|fl_test_([A-Za-z0-9]{1,64})$/.exec(text);
  if (!match) return undefined;
  const [, world = '', link = '', secret = ''] = match;
  return { world, link, secret };
}
