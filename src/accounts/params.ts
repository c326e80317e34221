import type Stripe from 'stripe';
import type { ExternalParams } from './external-accounts/replace.ts';
import type { PersonParams } from './persons/fields.ts';
import type { DataOfV2 } from './type.ts';

/** The parameters that creating and updating an account share, older names included. */
export type AccountParams = Omit<Stripe.AccountUpdateParams, 'bank_account' | 'external_account' | 'individual'> &
  ExternalParams & {
    readonly individual?: PersonParams;
    /** Fields of the account that only API v2 has, as they are after the call. */
    readonly v2?: DataOfV2;
    /** The older way to request capabilities, by name. */
    readonly requested_capabilities?: readonly string[];
  };
