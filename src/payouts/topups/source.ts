import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { digest } from '../../kernel/digest.ts';

const SECRET_LENGTH = 24;

/** The bank account that a top-up draws from, as an older source: the test bank account of the platform. */
export function topupSource({ work, account }: Context, currency: string): Stripe.Source {
  const nobody = { address: null, email: null, name: account.displayName, phone: null };
  const unverified = { verified_address: null, verified_email: null, verified_name: null, verified_phone: null };
  return {
    id: work.newId('src'),
    object: 'source',
    ach_debit: {
      bank_name: 'STRIPE TEST BANK',
      country: account.country,
      fingerprint: digest(`own bank of ${account.id}`, account.fingerprintKey),
      last4: '6789',
      routing_number: '110000000',
      type: 'company',
    },
    allow_redisplay: null,
    amount: null,
    client_secret: `src_client_secret_${work.newSecret(SECRET_LENGTH)}`,
    created: work.worldNow,
    currency,
    flow: 'none',
    livemode: false,
    metadata: {},
    owner: { ...nobody, ...unverified },
    statement_descriptor: null,
    status: 'chargeable',
    type: 'ach_debit',
    usage: 'reusable',
  };
}
