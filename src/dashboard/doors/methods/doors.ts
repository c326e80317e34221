import { integer, required, text } from '../../../contract/shape.ts';
import type { PaymentMethodModule } from '../../../methods/method.ts';
import { isOffered, typesTaking } from '../../../methods/offer.ts';
import { METHODS, methodOf } from '../../../methods/registry.ts';
import { merchantOf } from '../../../payment-methods/configurations/type.ts';
import { door } from '../../door.ts';

/** Kinds of payment methods as people tell them apart. */
type Group = 'cards' | 'wallets' | 'bank_redirects' | 'bank_debits' | 'bank_transfers' | 'vouchers' | 'real_time';

/** A method's group follows from how its payer acts, and from who pays a refund back. */
function groupOf({ flow, moneyFlow }: PaymentMethodModule): Group {
  switch (flow) {
    case 'bank_debit':
      return 'bank_debits';
    case 'bank_transfer':
      return 'bank_transfers';
    case 'voucher':
      return 'vouchers';
    case 'app':
    case 'qr_code':
      return 'real_time';
    case 'redirect':
      return moneyFlow && 'refunds' in moneyFlow && moneyFlow.refunds === 'later' ? 'bank_redirects' : 'wallets';
    default:
      return 'cards';
  }
}

/** The methods that a payment is offered, in their order: those that are on, take its currency and accept its amount. */
export const offeredMethods = door(
  'GET /offered_methods',
  { currency: required(text), amount: required(integer) },
  async (context, { currency, amount }) => {
    const { country, switches } = await merchantOf(context);
    const types = typesTaking(amount, currency.toLowerCase(), country).filter((type) => isOffered(type, switches));
    return {
      object: 'florin.offered_methods',
      country,
      data: types.map((type) => ({ type, label: methodOf(type).label })),
    };
  },
);

/** The payment methods by their names, for filters and settings. */
export const methodTypes = door('GET /payment_method_types', {}, async () => ({
  object: 'florin.payment_method_types',
  data: METHODS.map((method) => ({ type: method.type, label: method.label, group: groupOf(method) })),
}));
