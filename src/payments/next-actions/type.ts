import type { Entity, ResourceType } from '../../kernel/entity.ts';
import type { AskedAction } from '../../network/type.ts';

/**
 * A page that waits for a payer to approve, authenticate, pay with instructions or confirm deposits. Not part of the
 * API.
 */
export interface PaymentAction extends Entity {
  readonly object: 'payment_action';
  /** The PaymentIntent or SetupIntent it is for. */
  readonly intent: string;
  readonly kind: AskedAction['action'];
  /** The payment method's type. */
  readonly method: string;
  /** Failed deposit verifications so far. */
  readonly tries?: number;
}

export const paymentActions: ResourceType<PaymentAction> = {
  object: 'payment_action',
  prefix: 'pa_nonce',
  noun: 'payment page',
  idParam: 'id',
  listed: false,
};
