import type Stripe from 'stripe';
import type { ExternalParams } from './external-accounts/replace.ts';
import type { PersonParams } from './persons/fields.ts';

/** The parameters that creating and updating an account share, older names included. */
export type AccountParams = Omit<Stripe.AccountUpdateParams, 'bank_account' | 'external_account' | 'individual'> &
  ExternalParams & {
    readonly individual?: PersonParams;
    /** The older way to request capabilities, by name. */
    readonly requested_capabilities?: readonly string[];
  };
