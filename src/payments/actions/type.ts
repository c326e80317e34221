import type { Entity, ResourceType } from '../../kernel/entity.ts';

/** A page that waits for a payer: it approves a wallet payment, or authenticates a card. Not part of the API. */
export interface PaymentAction extends Entity {
  readonly object: 'payment_action';
  /** The PaymentIntent or SetupIntent it is for. */
  readonly intent: string;
  readonly kind: 'redirect' | 'three_d_secure';
  /** The payment method's type. */
  readonly method: string;
}

export const paymentActions: ResourceType<PaymentAction> = {
  object: 'payment_action',
  prefix: 'pa_nonce',
  noun: 'payment page',
  idParam: 'id',
  listed: false,
};
