import type Stripe from 'stripe';
import type { Branding } from '../kernel/context.ts';
import type { ResourceType } from '../kernel/entity.ts';
import type { Page } from '../kernel/list.ts';
import type { StartOfDay } from '../ledger/type.ts';
import type { NumberReferences } from '../network/verification/type.ts';
import type { ExternalAccount } from './external-accounts/type.ts';
import type { Person } from './persons/type.ts';
import type { CheckState, Requirements } from './requirements/type.ts';

/** The parts of an account that are turned on one by one in API v2. */
export const CONFIGURATIONS = ['merchant', 'recipient'] as const;
export type Configuration = (typeof CONFIGURATIONS)[number];

/** Fields of an account that v1 does not have. */
export interface DataOfV2 {
  readonly configurations: readonly Configuration[];
  readonly contactPhone: string | null;
  readonly displayName: string | null;
  /** The types of the numbers that were given of its business and of its person, as `us_ein`. */
  readonly numberTypes: { readonly business: readonly string[]; readonly individual: readonly string[] };
  /** Set once it is closed: only API v2 shows it then. */
  readonly isClosed?: true;
}

/** Fields stored with an account that are never returned. */
interface AccountInternal {
  /** The currencies of its external accounts, in which its balance holds money besides its default one. */
  readonly bankCurrencies?: readonly string[];
  /** The look of its pages, where it was chosen. */
  readonly branding?: Branding;
  /** Verifications of its company, and of its business: website, name and descriptors. */
  readonly checks: { readonly company: readonly CheckState[]; readonly business: readonly CheckState[] };
  /** The moment at which what fell due while it was enabled falls past due (seconds since epoch). */
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
  /** The moment at which the next of its verifications is ready (seconds since epoch). */
  readonly readyAt: number | null;
  /** The reason of its rejection by the platform; nothing works then, but payouts where they are kept. */
  readonly rejected?: { readonly reason: string; readonly keepsPayouts: boolean };
  /** Set once its data is asked for by Stripe's own form: the platform can neither write nor read it then. */
  readonly ownerCollects?: true;
  /** Days that its funds are held before they become available. */
  readonly delayDays?: number;
  /** Amounts that scheduled payouts leave in its balance, by currency. */
  readonly minimumBalances?: Readonly<Record<string, number>>;
  /** The time at which its day begins; midnight in UTC if undefined. */
  readonly startOfDay?: StartOfDay;
  /** Set while its platform's balance is held for what it owes. */
  readonly reserved?: true;
  /** Set once its owner ended the platform's access to it, or it was closed: the platform reaches it no more. */
  readonly disconnected?: true;
  /** Fields that only API v2 has. */
  readonly v2?: DataOfV2;
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

/** The part of an account that each capability is of in API v2; all others are of merchants. */
const OF_RECIPIENTS = 'transfers';
const OF_NEITHER = /^(tax_reporting|card_issuing|treasury|legacy)/;

/**
 * True if an account has a configuration of API v2: it was applied, or a capability of it is requested. An account of v1
 * with a dashboard of its own is a merchant.
 */
export function isConfigured({ capabilities = {}, controller, internal }: Account, as: Configuration): boolean {
  const { configurations = [] } = internal.v2 ?? {};
  if (configurations.includes(as)) return true;
  if (as === 'recipient') return OF_RECIPIENTS in capabilities;
  if (internal.v2 === undefined && controller?.stripe_dashboard?.type === 'full') return true;
  return Object.keys(capabilities).some((name) => name !== OF_RECIPIENTS && !OF_NEITHER.test(name));
}

/** Platforms keep the accounts that are connected to them among their own objects. */
export const accounts: ResourceType<Account> = {
  object: 'account',
  prefix: 'acct',
  noun: 'account',
  idParam: 'account',
  filters: {
    merchant: { of: (account) => isConfigured(account, 'merchant') },
    recipient: { of: (account) => isConfigured(account, 'recipient') },
    closed: { of: ({ internal }) => internal.v2?.isClosed === true },
  },
};
