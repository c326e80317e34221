import type Stripe from 'stripe';
import type { ResourceType } from '../kernel/entity.ts';
import type { Page } from '../kernel/list.ts';
import type { StartOfDay } from '../ledger/type.ts';
import type { NumberReferences } from '../network/verification/type.ts';
import type { ExternalAccount } from './external-accounts/type.ts';
import type { Person } from './persons/type.ts';
import type { CheckState, Requirements } from './requirements/type.ts';

/** Fields stored with an account that are never returned. */
interface AccountInternal {
  /** The currencies of its external accounts, in which its balance holds money besides its default one. */
  readonly bankCurrencies?: readonly string[];
  /** Verifications of its company, and of its business: website, name and descriptors. */
  readonly checks: { readonly company: readonly CheckState[]; readonly business: readonly CheckState[] };
  /** When what fell due while it was enabled falls past due (seconds since epoch). */
  readonly deadline: number | null;
  /** Uploaded documents by their kind, as ids of files. */
  readonly documents: Readonly<Record<string, readonly string[]>>;
  /** The verifier's references to the numbers of its company. */
  readonly numbers: NumberReferences;
  /** The verifier's references to test documents of its company, by their place. */
  readonly testDocuments: Readonly<Record<string, string>>;
  /** True once volume has made everything due that is asked for later. */
  readonly asksAll?: true;
  /** Payments or payouts that are paused until what is due is provided. */
  readonly paused?: readonly ('charges' | 'payouts')[];
  /** When the next of its verifications is ready (seconds since epoch). */
  readonly readyAt: number | null;
  /** Why the platform rejected it; nothing works then, but payouts where they are kept. */
  readonly rejected?: { readonly reason: string; readonly keepsPayouts: boolean };
  /** Set once its data is asked for by Stripe's own form: the platform can neither write nor read it then. */
  readonly ownerCollects?: true;
  /** Days that its funds are held before they become available. */
  readonly delayDays?: number;
  /** What scheduled payouts leave in its balance, by currency. */
  readonly minimumBalances?: Readonly<Record<string, number>>;
  /** The time at which its day begins; midnight in UTC if undefined. */
  readonly startOfDay?: StartOfDay;
  /** Set while its platform's balance is held for what it owes. */
  readonly reserved?: true;
  /** Set once its owner ended the platform's access to it: the platform reaches it no more. */
  readonly disconnected?: true;
}

/** The person of an individual account, as the account shows it. */
type Individual = Omit<Person, 'additional_tos_acceptances' | 'internal'>;

/** A connected account, as its platform keeps it. */
export type Account = Omit<
  Stripe.Account,
  'external_accounts' | 'future_requirements' | 'individual' | 'requirements'
> & {
  readonly external_accounts: Page<ExternalAccount> & { readonly total_count: number };
  readonly future_requirements: Requirements;
  readonly individual?: Individual;
  readonly requirements: Requirements;
  readonly internal: AccountInternal;
};

/** Platforms keep the accounts that are connected to them among their own objects. */
export const accounts: ResourceType<Account> = {
  object: 'account',
  prefix: 'acct',
  noun: 'account',
  idParam: 'account',
};
