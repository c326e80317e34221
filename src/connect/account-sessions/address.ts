import { accountSessions } from './type.ts';

/** The path of a session's frames, before the language and the component. `visit` is the only credential in it. */
export function framesPath(account: string, session: string, visit: string): string {
  return `/connect/${account}/${session.slice(accountSessions.prefix.length + 1)}/${visit}`;
}

/** The id of the session in the path of a frame. */
export function sessionInPath(segment: string): string {
  return `${accountSessions.prefix}_${segment}`;
}
