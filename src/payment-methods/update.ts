import type Stripe from 'stripe';
import type { Context } from '../kernel/context.ts';
import { invalidRequest } from '../kernel/errors.ts';
import { mergeMetadata } from '../kernel/metadata.ts';
import { previousAttributes } from '../kernel/previous-attributes.ts';
import { preferredNetwork } from '../methods/card.ts';
import { billingDetails } from './billing-details.ts';
import { changedExpiry } from './expiry.ts';
import type { PaymentMethod } from './type.ts';

/** Updates a saved payment method; one without a customer is immutable. */
export async function updatePaymentMethod(
  { work }: Context,
  current: PaymentMethod,
  params: Stripe.PaymentMethodUpdateParams,
): Promise<PaymentMethod> {
  if (current.customer === null) {
    throw invalidRequest('You must save this PaymentMethod to a customer before you can update it.');
  }
  if (params.card && !current.card) {
    throw invalidRequest(`This PaymentMethod is of type \`${current.type}\`, so it has no \`card\` to update.`, {
      param: 'card',
    });
  }
  const updated: PaymentMethod = {
    ...current,
    allow_redisplay: params.allow_redisplay ?? current.allow_redisplay ?? 'unspecified',
    billing_details: billingDetails(params.billing_details, current.billing_details),
    ...(current.card && { card: changedCard(current.card, params.card ?? {}, work.now) }),
    metadata: mergeMetadata(current.metadata, params.metadata),
  };
  work.save(updated);
  work.emit('payment_method.updated', updated, previousAttributes(current, updated));
  return updated;
}

function changedCard(
  card: Stripe.PaymentMethod.Card,
  change: Stripe.PaymentMethodUpdateParams.Card,
  nowSeconds: number,
): Stripe.PaymentMethod.Card {
  const { available = [] } = card.networks ?? {};
  return {
    ...card,
    ...changedExpiry(card, change, nowSeconds),
    ...(change.networks && {
      networks: { available, preferred: preferredNetwork(available, change.networks || undefined) },
    }),
  };
}
