const SECRET = /^ek_test_([A-Za-z0-9_-]{1,240})$/;

/** Builds the secret of an ephemeral key. It names its account and key, so that it is found without a lookup. */
export function secretOf(account: string, id: string, random: string): string {
  return `ek_test_${Buffer.from(`${account},${id},${random}`).toString('base64url')}`;
}

/** Reads the account and the key that a secret names; undefined for anything else. */
export function readSecret(secret: string): { readonly account: string; readonly id: string } | undefined {
  const [, encoded] = SECRET.exec(secret) ?? [];
  if (encoded === undefined) return undefined;
  const [account, id, random] = Buffer.from(encoded, 'base64url').toString('utf8').split(',');
  return account && id && random ? { account, id } : undefined;
}
