import { misuse } from '../../shared/misuse.ts';
import { createEmitter, type Listening, listening } from '../elements/emitter.ts';

/** The options of a payment request that are checked. */
interface Options {
  readonly country?: unknown;
  readonly currency?: unknown;
  readonly total?: { readonly amount?: unknown; readonly label?: unknown };
}

/** A request to pay with a wallet of the browser. */
interface PaymentRequest extends Listening<PaymentRequest> {
  canMakePayment(): Promise<null>;
  show(): void;
  update(options: Partial<Options>): void;
  isShowing(): boolean;
  abort(): void;
}

/** `stripe.paymentRequest`: there are no wallets here, so none can pay and pages show no button. */
export function createPaymentRequest({ country, currency, total }: Options): PaymentRequest {
  if (typeof country !== 'string' || typeof currency !== 'string') {
    throw misuse('stripe.paymentRequest() needs the country and the currency, as in {country: "US", currency: "usd"}.');
  }
  if (!Number.isInteger(total?.amount) || typeof total?.label !== 'string') {
    throw misuse("stripe.paymentRequest() needs the total: its amount in the currency's smallest unit, and its label.");
  }
  const emitter = createEmitter();
  const request: PaymentRequest = {
    canMakePayment: async () => null,
    show() {
      throw misuse('No wallet can pay here. Call show() only if canMakePayment() resolves with an object.');
    },
    update: () => undefined,
    isShowing: () => false,
    abort: () => undefined,
    ...listening(emitter, () => request),
  };
  return request;
}
