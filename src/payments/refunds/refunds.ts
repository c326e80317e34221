import type Stripe from 'stripe';
import { cancelRefund, expireRefund } from '../../charges/refunds/cancel.ts';
import { refundTimers } from '../../charges/refunds/timers.ts';
import { refunds } from '../../charges/refunds/type.ts';
import { charges } from '../../charges/type.ts';
import { checkNamed } from '../../kernel/list.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { resource } from '../../kernel/resource.ts';
import { paymentIntents } from '../payment-intents/type.ts';
import { createRefund } from './create.ts';

export const refundResource = resource(refunds, {
  collection: '/v1/refunds',
  item: '/v1/refunds/{refund}',
  retrieve: true,
  async update({ work }, current, params) {
    const updated: Stripe.Refund = { ...current, metadata: mergeMetadata(current.metadata, params.metadata) };
    const previous = previousAttributes(current, updated);
    if (Object.keys(previous).length === 0) return current;
    work.save(updated);
    work.emit('refund.updated', updated, previous);
    work.emit('charge.refund.updated', updated, previous);
    return updated;
  },
  list: async ({ charge, payment_intent: intent }, context) => {
    await checkNamed(context, charges, charge, 'charge');
    await checkNamed(context, paymentIntents, intent, 'payment_intent');
    return { where: { charge, payment_intent: intent } };
  },
  operations: [createRefund, cancelRefund, expireRefund],
  timers: refundTimers,
});
