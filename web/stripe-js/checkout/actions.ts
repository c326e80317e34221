import type {
  StripeCheckoutContact,
  StripeCheckoutSession,
  StripeCheckoutTaxIdInfo,
  StripeError,
} from '@stripe/stripe-js';
import { isEmail } from '../../shared/email.ts';
import { createInFlight } from '../calls/in-flight.ts';
import type { Page } from '../page.ts';
import type { CustomerData } from './client-session.ts';
import { type ConfirmArguments, confirmCheckout } from './confirm.ts';
import type { CheckoutForm } from './form.ts';
import { failed, type Result, refused } from './results.ts';
import type { CheckoutState } from './state.ts';
import { validateForm } from './validate.ts';

/** Creates the actions of a session. Each resolves with the updated session, or an error. */
export function checkoutActions(page: Page, state: CheckoutState, form: CheckoutForm) {
  const once = createInFlight();
  const done = (): Result => ({ type: 'success', session: state.session() });
  const asResult = (error: StripeError | undefined): Result => (error ? refused(error) : done());

  /** Stores data that is only sent on confirmation. */
  async function store(data: Partial<CustomerData>): Promise<Result> {
    state.take(undefined, data);
    return done();
  }

  return {
    getSession: (): StripeCheckoutSession => state.session(),
    applyPromotionCode: async (code: string) => asResult(await state.change({ promotion_code: code.trim() })),
    removePromotionCode: async () => asResult(await state.change({ promotion_code: '' })),
    updateLineItemQuantity: async ({ lineItem, quantity }: { lineItem: string; quantity: number }) =>
      asResult(await state.change({ line_items: [{ id: lineItem, quantity }] })),
    updateShippingOption: async (option: string) => asResult(await state.change({ shipping_rate: option })),
    async updateEmail(given: string | null): Promise<Result> {
      const email = given?.trim() ?? '';
      if (email === '') return store({ email: null });
      if (!email.includes('@')) return failed('That is not an e-mail address.', 'invalidEmail');
      if (!isEmail(email)) return failed('The e-mail address is not complete.', 'incompleteEmail');
      return asResult(await state.change({ email }, { email }));
    },
    updatePhoneNumber: (phoneNumber: string | null) => store({ phoneNumber }),
    updateIndividualName: (individualName: string | null) => store({ individualName }),
    updateBusinessName: (businessName: string | null) => store({ businessName }),
    async updateBillingAddress(billingAddress: StripeCheckoutContact | null): Promise<Result> {
      const { automatic_tax: tax, shipping_address_collection: shipping } = state.page();
      if (!billingAddress || !tax.enabled || shipping) return store({ billingAddress });
      return asResult(await state.change({ billing_address: billingAddress.address }, { billingAddress }));
    },
    async updateShippingAddress(contact: StripeCheckoutContact | null): Promise<Result> {
      const isLater = !contact?.name || !contact.address.line1 || state.page().shipping_by_server;
      if (!contact || isLater) return store({ shippingAddress: contact });
      const shipping = { name: contact.name ?? '', address: contact.address };
      return asResult(await state.change({ shipping }, { shippingAddress: contact }));
    },
    async updateTaxIdInfo(taxIdInfo: StripeCheckoutTaxIdInfo | null): Promise<Result> {
      if (!taxIdInfo) return asResult(await state.change({ tax_id: '' }, { taxIdInfo }));
      const { taxId, businessName } = taxIdInfo;
      const change = { tax_id: { ...taxId }, business_name: businessName };
      return asResult(await state.change(change, { taxIdInfo }));
    },
    addOptionalLineItem: async () => failed('This session has no optional items.'),
    removeOptionalLineItem: async () => failed('This session has no optional items.'),
    /** Runs the page's own call to its server, which changes the session, then reloads the session. */
    async runServerUpdate(update: () => Promise<unknown>): Promise<Result> {
      try {
        await update();
      } catch (error) {
        return failed(error instanceof Error ? error.message : 'The update on your server failed.');
      }
      return (await state.reload()) ? done() : failed('The connection to the payment server was lost.');
    },
    async validateElements() {
      const error = await validateForm(form);
      return error ? { type: 'error' as const, error } : done();
    },
    /** A second click shares the result of the first. */
    confirm: (args: ConfirmArguments = {}) => once('confirm', () => confirmCheckout(page, state, form, args)),
  };
}
