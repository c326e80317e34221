import { idOf } from '../../kernel/entity.ts';
import { type ErrorDetail, invalidRequest } from '../../kernel/errors.ts';
import { checkRequiredFields } from '../../payment-methods/required-billing-fields.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { checkOwner, checkReusable } from '../../payment-methods/usable.ts';
import { checkType } from '../intents/given-method.ts';
import type { SetupIntent } from './type.ts';

/** Throws for a payment method that does not match a SetupIntent's types and customer. `detail` is added to the error. */
export function checkSuits(
  method: PaymentMethod,
  setup: { readonly customer: string | null; readonly types: readonly string[]; readonly own?: boolean | undefined },
  detail: Partial<ErrorDetail> = {},
): void {
  // A payment method of the account itself can be set up again.
  if (!(setup.own && method.internal.ownAccount)) checkReusable(method);
  checkOwner(method, setup.customer, { noun: 'SetupIntent', ...detail });
  checkType(method, setup.types, 'SetupIntent');
}

/** Refuses a payment method that a SetupIntent cannot be confirmed with. */
export function checkMethod(intent: SetupIntent, method: PaymentMethod): void {
  const { customer, payment_method_types: types, attach_to_self: own } = intent;
  checkSuits(method, { customer: idOf(customer), types, own }, { setup_intent: intent });
  checkRequiredFields(method, { shipped: true });
  if (method.card) checkCard(intent, method.card);
}

function checkCard(intent: SetupIntent, card: NonNullable<PaymentMethod['card']>): void {
  const { network } = intent.payment_method_options?.card ?? {};
  const available = card.networks?.available ?? [];
  if (!network || available.includes(network)) return;
  throw invalidRequest(`The card is not on the network ${network}. Use one of its networks: ${available.join(', ')}.`, {
    param: 'payment_method_options[card][network]',
    setup_intent: intent,
  });
}
