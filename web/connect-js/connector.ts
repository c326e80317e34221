import type { IStripeConnectUpdateParams } from '@stripe/connect-js';
import { readFonts } from '../shared/fonts.ts';
import { createSessions, type Sessions } from './sessions.ts';
import type { InitParams, Look } from './types.ts';

/** State that the components of one instance share. */
export interface Connector {
  readonly origin: string;
  readonly sessions: Sessions;
  /** Resolves with the look once the page's fonts were read. */
  look(): Promise<Look>;
  /** A language tag, or `auto` for the browser's language. */
  locale(): string;
  isLoggedOut(): boolean;
  /** Adds a listener for `update` and `logout`; returns how to remove it. */
  follow(follower: Follower): () => void;
}

export interface Follower {
  /** The look has changed; with `isMoved`, the language too, so that the frame must be loaded again. */
  update(look: Look, isMoved: boolean): void;
  /** The page has logged out. */
  end(): void;
}

/** Creates the connector of an instance, and the calls of the instance that change it. */
export function createConnector(origin: string, params: InitParams) {
  const followers = new Set<Follower>();
  const fonts = readFonts(params.fonts ?? []);
  let { appearance, locale, displayOptions } = params;
  let isOver = false;
  const look = async (): Promise<Look> => ({ appearance, fonts: await fonts, displayOptions });

  const connector: Connector = {
    origin,
    sessions: createSessions(origin, params),
    look,
    locale: () => (/^[A-Za-z0-9-]{1,35}$/.test(locale ?? '') ? (locale ?? 'auto') : 'auto'),
    isLoggedOut: () => isOver,
    follow(follower) {
      followers.add(follower);
      return () => followers.delete(follower);
    },
  };
  return {
    connector,
    async update(changes: IStripeConnectUpdateParams): Promise<void> {
      const isMoved = changes.locale !== undefined && changes.locale !== locale;
      appearance = changes.appearance ?? appearance;
      locale = changes.locale ?? locale;
      displayOptions = changes.displayOptions ?? displayOptions;
      const changed = await look();
      for (const follower of followers) follower.update(changed, isMoved);
    },
    async logout(): Promise<void> {
      isOver = true;
      for (const follower of followers) follower.end();
      await connector.sessions.end();
    },
  };
}
