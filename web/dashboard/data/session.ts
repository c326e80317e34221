import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { sessionCall } from './call.ts';

/** Session of this browser, as the server returns it. */
export interface Session {
  readonly worlds: readonly { readonly account: string; readonly name: string }[];
  /** The world that this machine sees without a login, with its keys. */
  readonly open: { readonly account: string; readonly secret: string; readonly publishable: string } | null;
  /** The newest API version, and all of them, the newest first. */
  readonly version: string;
  readonly versions: readonly string[];
  /** Operations that Florin has, of those that pages need. */
  readonly built: readonly string[];
}

export const loadSession = () => sessionCall<Session>('GET');
export const logIn = (key: string) => sessionCall<Session>('POST', { key });
export const forgetWorld = (account: string) => sessionCall<Session>('POST', { forget: account });
export const logOut = () => sessionCall<Session>('DELETE');

/** The platform of an account: its own id, or the first part of a connected account's. */
export function platformOf(account: string): string {
  return /^(acct_[A-Za-z0-9]{16})[A-Za-z0-9]{12}$/.exec(account)?.[1] ?? account;
}

/** The account that is shown, and the session that shows it. */
export interface Desk {
  readonly account: string;
  readonly session: Session;
  readonly setSession: (session: Session) => void;
}

export const DeskContext = createContext<Desk | undefined>(undefined);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('no account is shown');
  return desk;
}

/** The address of a page of the shown account. */
export function useLink(): (path: string) => string {
  const { account } = useDesk();
  return (path) => `/dashboard/${account}${path && `/${path}`}`;
}
