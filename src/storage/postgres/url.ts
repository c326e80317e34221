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
