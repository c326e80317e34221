import type { Answer, Ask, Merchant, Purpose } from '../shared/protocol.ts';
import type { Texts } from '../texts/texts.ts';
import type { Channel } from './channel.ts';

/** Requests about the entered values. */
type Question = Exclude<Ask, { what: 'refresh' }>;

/** The actions of a frame; each kind of frame implements them. */
export interface Controls {
  focus(): void;
  blur(): void;
  clear(): void;
  collapse?(): void;
  /** Resolves when the group's new purpose is shown; absent if nothing depends on it. */
  refresh?(): Promise<Answer>;
  ask(ask: Question): Promise<Answer>;
}

/** The properties of every kind of frame. */
export interface ElementProps {
  readonly channel: Channel;
  readonly texts: Texts;
  readonly merchant: Merchant;
  readonly options: Readonly<Record<string, unknown>>;
  readonly purpose: Purpose;
  /** Set by the frame on every rendering. */
  readonly controls: { current: Controls | undefined };
}
