import type { Merchant } from '../shared/protocol.ts';
import type { Train } from '../shared/trains.ts';

/** The settings of one Stripe object. */
export interface Page {
  /** The origin of the script, of frames and of calls. */
  readonly origin: string;
  readonly train: Train;
  readonly merchant: Merchant;
  /** A language tag, or `auto` for the browser's language. */
  readonly locale: string;
}
