/**
 * The address of a payment link contains its account, as a session's id does, so that a visit finds both.
 * The ids of connected accounts are longer than those of platforms.
 */
const CODE = /^test_([A-Za-z0-9]{16}|[A-Za-z0-9]{28})([A-Za-z0-9]{24})$/;

/** The address to share of a link. */
export function linkUrl(baseUrl: string, account: string, link: string): string {
  return `${baseUrl}/b/test_${account.slice('acct_'.length)}${link.slice('plink_'.length)}`;
}

/** Reads the last part of a link's address; undefined if it is not of this kind. */
export function readLinkCode(code: string): { readonly account: string; readonly link: string } | undefined {
  const [, account, link] = CODE.exec(code) ?? [];
  return account === undefined || link === undefined
    ? undefined
    : { account: `acct_${account}`, link: `plink_${link}` };
}
