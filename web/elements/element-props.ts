import type { Answer, Ask, FrameSetup, Merchant, Purpose } from '../shared/protocol.ts';
import type { Texts } from '../texts/texts.ts';
import type { Channel } from './channel.ts';

/** What a frame is asked of what was entered in it. */
export type Question = Exclude<Ask, { what: 'refresh' }>;

/** What a page may have a frame do; each kind of frame says how. */
export interface Controls {
  focus(): void;
  blur(): void;
  clear(): void;
  collapse?(): void;
  peer?(kind: FrameSetup['kind'], port: MessagePort): void;
  /** Resolves when what has changed of the group's purpose is shown; not there where nothing depends on it. */
  refresh?(): Promise<Answer>;
  ask(ask: Question): Promise<Answer>;
}

/** What every kind of frame is given. */
export interface ElementProps {
  readonly channel: Channel;
  readonly texts: Texts;
  readonly merchant: Merchant;
  readonly options: Readonly<Record<string, unknown>>;
  readonly purpose: Purpose;
  /** Filled by the frame at every rendering. */
  readonly controls: { current: Controls | undefined };
}
