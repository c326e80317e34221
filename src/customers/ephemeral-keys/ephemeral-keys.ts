import type Stripe from 'stripe';
import { parameterMissing } from '../../kernel/errors.ts';
import { hashKey } from '../../kernel/key-hash.ts';
import { operation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { customers } from '../type.ts';
import { secretOf } from './secret.ts';
import { type EphemeralKey, ephemeralKeys } from './type.ts';

/** Lifetime of an ephemeral key in seconds. */
const LASTS_SECONDS = 3_600;
/** Random characters of a secret. */
const SECRET_LENGTH = 40;

const create = operation(
  'POST /v1/ephemeral_keys',
  async ({ work, account }, params): Promise<Stripe.EphemeralKey> => {
    if (params.customer === undefined) throw parameterMissing('customer');
    const { id: customer } = await work.require(customers, params.customer, 'customer');
    const id = work.newId(ephemeralKeys.prefix);
    const secret = secretOf(account.id, id, work.newSecret(SECRET_LENGTH));
    const key = work.insert<EphemeralKey>(ephemeralKeys, {
      id,
      object: 'ephemeral_key',
      associated_objects: [{ id: customer, type: 'customer' }],
      created: work.now,
      expires: work.now + LASTS_SECONDS,
      livemode: false,
      internal: { customer, hash: hashKey(secret) },
    });
    return { ...key, secret };
  },
  { notYet: ['issuing_card', 'nonce', 'verification_session'] },
);

export const ephemeralKeyResource = resource(ephemeralKeys, {
  item: '/v1/ephemeral_keys/{key}',
  async remove({ work }, key) {
    work.remove(key);
    return key;
  },
  operations: [create],
});
