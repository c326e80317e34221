import type { Answer, Ask, FrameSetup, Merchant } from '../shared/protocol.ts';
import type { Channel } from './channel.ts';
import type { Language } from './language/language.ts';

/** What a page may have a frame do; each kind of frame says how. */
export interface Controls {
  focus(): void;
  blur(): void;
  clear(): void;
  collapse?(): void;
  peer?(kind: FrameSetup['kind'], port: MessagePort): void;
  ask(ask: Ask): Promise<Answer>;
}

/** What every kind of frame is given. */
export interface ElementProps {
  readonly channel: Channel;
  readonly language: Language;
  readonly merchant: Merchant;
  readonly options: Readonly<Record<string, unknown>>;
  readonly purpose: FrameSetup['purpose'];
  /** Filled by the frame at every rendering. */
  readonly controls: { current: Controls | undefined };
}
