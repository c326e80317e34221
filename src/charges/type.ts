import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../kernel/entity.ts';
import type { Searchable } from '../kernel/searchable.ts';
import type { StartOfDay } from '../ledger/type.ts';
import type { Aftermath, Instrument } from '../network/type.ts';

/** Country and currency in which a charge was settled, if that is not its account's country or its own currency. */
export interface Settlement {
  /** The country of its merchant. */
  readonly country: string;
  /** Time when its funds become available, by the merchant's settings. */
  readonly delayDays?: number | undefined;
  readonly startOfDay?: StartOfDay | undefined;
  /** The currency that the balance holds it in. */
  readonly currency: string;
  /** Units of that currency for one of the charge's; undefined if they are the same. */
  readonly exchangeRate?: number | undefined;
}

/** Fields stored with a charge that are never returned. */
export interface ChargeInternal {
  /** The attempt that authorized it on the network. */
  readonly authorization: string;
  readonly instrument: Instrument;
  /** Its funds skip the pending days. */
  readonly availableAtOnce: boolean;
  /** The released uncaptured amount, which counts as refunded, in the smallest unit. */
  readonly released?: number;
  /** The authorization expired. */
  readonly expired?: true;
  /** Later events after its capture. */
  readonly aftermath?: Aftermath;
  /** The amount that transfers took from it so far, in the smallest unit of its balance's currency. */
  readonly transferred?: number;
  /** The texts and metadata of its transfer, and of the payment that the transfer brings. */
  readonly transferDetails?:
    | {
        readonly description: string | null;
        readonly metadata: Stripe.Metadata;
        readonly payment: Stripe.PaymentIntent.TransferData.PaymentData;
      }
    | undefined;
  /** Country and currency in which it was settled, if that is not its account's country or its own currency. */
  readonly settlement?: Settlement;
  /** Its issuer warned of fraud. */
  readonly earlyFraudWarning?: string;
}

export type Charge = Stored<Stripe.Charge, ChargeInternal>;

/** The payment methods whose card a charge is searched by. */
const CARDS = ['card', 'card_present', 'interac_present'] as const;
const CARD_FIELDS = ['brand', 'exp_month', 'exp_year', 'fingerprint', 'last4'] as const;

/** https://docs.stripe.com/search#query-fields-for-charges */
const chargeSearch: Searchable<Charge> = {
  path: '/v1/charges/search',
  edition: 1,
  fields: {
    amount: 'numeric',
    'billing_details.address.postal_code': 'token',
    created: 'numeric',
    currency: 'token',
    customer: 'token',
    disputed: { kind: 'token', values: ['true', 'false'] },
    refunded: { kind: 'token', values: ['true', 'false'], of: refunded },
    status: 'token',
    ...Object.fromEntries(
      CARDS.flatMap((card) => CARD_FIELDS.map((field) => [`payment_method_details.${card}.${field}`, 'token'])),
    ),
  },
};

/** True when all of it was refunded, false when a part was; a charge that was not refunded is found by null. */
function refunded(charge: Charge): boolean | null {
  if (charge.refunded) return true;
  return charge.amount_refunded > 0 ? false : null;
}

/** The list of charges that were made without a PaymentIntent. */
export const ALONE = 'alone/true';

export const charges: ResourceType<Charge> = {
  object: 'charge',
  prefix: 'ch',
  noun: 'charge',
  idParam: 'id',
  filters: {
    payment_intent: { listed: true },
    transfer_group: { listed: true },
    customer: { listed: true },
    paid: {},
  },
  listedBy: ({ payment_intent }) => (payment_intent === null ? [ALONE] : []),
  search: chargeSearch,
};
