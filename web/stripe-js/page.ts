import type { Merchant } from '../shared/protocol.ts';
import type { Train } from '../shared/trains.ts';

/** What one Stripe object of a page knows: where its Florin is, and who calls. */
export interface Page {
  /** The origin the script was loaded from: frames and calls go there. */
  readonly origin: string;
  readonly train: Train;
  readonly merchant: Merchant;
  /** A language tag, or `auto` for the browser's own. */
  readonly locale: string;
}
