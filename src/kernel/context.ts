import type { Storage } from './storage.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** Names something that the outside gives the platform (an acquirer, for one) and carries its type. */
export interface Port<T> {
  readonly name: string;
  /** Never set; it carries the type. */
  readonly provides?: T;
}

/** Declares a port; its room exports the one declaration. */
export function port<T>(name: string): Port<T> {
  return { name };
}

/** The account settings that handlers use. Stored with the world. */
export interface AccountSettings {
  readonly displayName: string;
  /** ISO 3166-1 alpha-2; decides the fee table and default currency. */
  readonly country: string;
  /** ISO 4217, lower case. */
  readonly defaultCurrency: string;
  /** The API version of requests and events that name none. */
  readonly apiVersion: string;
  /** Shown on card statements before a payment's own suffix. */
  readonly statementDescriptor: string;
  /** The colors of its brand, as `#0a6b5d`. */
  readonly colors?: { readonly primary: string | undefined; readonly secondary: string | undefined };
  /** True if the platform is charged our fees for payments of this account. */
  readonly feesOnPlatform?: true;
  /** Days that its funds are held before they become available; those of its country if undefined. */
  readonly delayDays?: number;
  /** The time at which its day begins; midnight in UTC if undefined. */
  readonly startOfDay?: { readonly hour: number; readonly minutes: number; readonly timezone: string };
  /** The account's choices for the collection of its invoices, as `/_florin/billing_settings` changes them. */
  readonly billing?: Partial<BillingSettings>;
  /** True if the platform bears the losses of this account. */
  readonly lossesOnPlatform?: true;
  /** True while the platform's balance is held for what this account owes. */
  readonly isReserved?: true;
  /** Currencies that its balance holds; others are converted to its default. Every currency if undefined. */
  readonly settlesIn?: readonly string[];
  /** Keys this world's card fingerprints. */
  readonly fingerprintKey: string;
  /** The look of the pages that customers see, where it was chosen. */
  readonly branding?: Branding;
  /** The addresses that owners of accounts may return to after OAuth; any while there are none. */
  readonly redirectUris?: readonly string[];
  /** Contact of the business for its customers. */
  readonly support?: Support;
  /** True once the platform has answered who is responsible for its accounts. */
  readonly platformProfile?: true;
}

/** Choices of an account for the collection of its invoices and for notices about them. */
export interface BillingSettings {
  /** Days after the first attempt on which a failed payment is retried, in ascending order. */
  readonly retryDays: readonly number[];
  /** Status of a subscription once all retries have failed, or its invoice was overdue for `overdueDays`. */
  readonly subscriptionAfterwards: 'cancel' | 'unpaid' | 'past_due';
  /** Status of the invoice from then on. */
  readonly invoiceAfterwards: 'open' | 'uncollectible';
  /** Days that a sent invoice may be overdue; null if nothing follows. */
  readonly overdueDays: number | null;
  /** Days before a renewal when `invoice.upcoming` is emitted. */
  readonly renewalNoticeDays: number;
  /** Days before the due date of a sent invoice when `invoice.will_be_due` is emitted. */
  readonly dueNoticeDays: number;
}

/** The look of pages: colours as `#0a6b5d`, images as URLs. */
export interface Branding {
  readonly background_color?: string;
  readonly button_color?: string;
  readonly primary_color?: string;
  readonly border_style?: string;
  readonly font_family?: string;
  readonly icon?: string;
  readonly logo?: string;
}

export interface Support {
  readonly email?: string;
  readonly phone?: string;
  readonly url?: string;
}

/** The caller, as far as handlers depend on it. */
export interface Caller {
  /**
   * `publishable` callers come from a browser and see only what a client secret opens; a `page` is one that Florin shows
   * itself, for the one object whose secret is its key.
   */
  readonly key: 'secret' | 'publishable' | 'page' | 'platform';
  /** The key as messages may show it, where there is one. */
  readonly masked?: string;
  /** The customer that the caller's ephemeral key is for. */
  readonly customer?: string | undefined;
  /** The key of a `page`. */
  readonly pageKey?: string | undefined;
  /** Previews that the version header adds, as `risk_in_requirements_beta=v1`. */
  readonly previews?: readonly string[];
  readonly ip: string | null;
  readonly userAgent: string | null;
  /** Base URL of this Florin, without a trailing slash; URLs of pages start with it. */
  readonly baseUrl: string;
}

/** A decision: it reads and writes in the unit of work it is given. */
export type Decide<T> = (context: Context) => Promise<T>;

/** The argument of every handler: one unit of work and its surroundings. */
export interface Context {
  readonly work: UnitOfWork;
  /** For reads other than objects: the log of events, the search index, the content of files. */
  readonly storage: Storage;
  readonly account: AccountSettings & { readonly id: string };
  /** The same decision, acting for another account of the world with that one's settings. */
  at(account: string): Promise<Context>;
  readonly caller: Caller;
  /** Returns the implementation of a port. */
  use<T>(port: Port<T>): T;
  /**
   * Waits until no other decision of this process holds any of these ids, and holds them until this decision ends. For
   * what moves money on the network: of two captures at once the second then sees the first. Lock before the objects
   * are read and before the network is called; a lock that could deadlock makes the decision run again with all of its
   * locks. Operations declare theirs (see `operation`).
   */
  lock(...ids: readonly string[]): Promise<void>;
  /**
   * Runs a separate decision that commits immediately, even if the current one fails later. It must not change objects
   * that this one has read.
   */
  commitSeparately<T>(decide: Decide<T>): Promise<T>;
  /**
   * Runs a decision on the same clock whose changes are discarded, to find out what it would do; it may go on at later
   * moments with `work.pretendNow`. It must not call the network.
   */
  rehearse<T>(decide: Decide<T>): Promise<T>;
  /**
   * Registers a compensation for a call to the network. It runs if this decision ends without committing the call: it
   * failed later, or ran again and took another path.
   */
  compensate(effect: string, undo: () => Promise<void>): void;
  /** Adds a step to the same commit that runs once the response has been rendered, so the response does not show it. */
  afterRender(step: () => void | Promise<void>): void;
  /** Runs the steps added so far now, for a response that has to show their effects. */
  runLater(): Promise<void>;
}
