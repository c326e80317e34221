import { hashKey } from '../../kernel/key-hash.ts';

const NAME = 'florin_session';
/** Seconds that a login lasts. */
export const SESSION_SECONDS = 12 * 3_600;
/** Base62 characters of a session's secret: 256 bits. */
export const SECRET_LENGTH = 43;

const VALUE = new RegExp(`^(acct_[A-Za-z0-9]{1,64})\\.([A-Za-z0-9]{${SECRET_LENGTH}})$`);

/** The place of a session: the world that holds it, and its secret. */
export interface SessionCookie {
  readonly world: string;
  readonly secret: string;
}

/** Reads the session's cookie from a `Cookie` header; undefined if there is none, or it is malformed. */
export function readCookie(header: string | null | undefined): SessionCookie | undefined {
  for (const part of (header ?? '').split(';')) {
    const [name, value = ''] = part.trim().split('=', 2);
    const [, world, secret] = (name === NAME && VALUE.exec(value)) || [];
    if (world !== undefined && secret !== undefined) return { world, secret };
  }
  return undefined;
}

/**
 * The `Set-Cookie` header of a session. Scripts cannot read it, other sites cannot send it, and it is only sent to the
 * dashboard's own calls.
 */
export function writeCookie({ world, secret }: SessionCookie, secure: boolean): string {
  return attributes(`${world}.${secret}`, SESSION_SECONDS, secure);
}

/** The `Set-Cookie` header that deletes the cookie. */
export function clearCookie(secure: boolean): string {
  return attributes('', 0, secure);
}

function attributes(value: string, seconds: number, secure: boolean): string {
  const parts = [`${NAME}=${value}`, 'Path=/_florin', `Max-Age=${seconds}`, 'HttpOnly', 'SameSite=Strict'];
  return [...parts, ...(secure ? ['Secure'] : [])].join('; ');
}

/** The id that a session is stored under. */
export function sessionId(secret: string): string {
  return `dsess_${hashKey(secret)}`;
}
