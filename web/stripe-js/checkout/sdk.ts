import type { StripeCheckoutSession } from '@stripe/stripe-js';
import { misuse } from '../../shared/misuse.ts';
import type { FlorinElement } from '../elements/element.ts';
import { createEmitter, type Handler } from '../elements/emitter.ts';
import type { GroupOptions } from '../elements/purpose.ts';
import type { Page } from '../page.ts';
import { checkoutActions } from './actions.ts';
import type { CustomerData } from './client-session.ts';
import type { Entered } from './entered.ts';
import { createCheckoutForm } from './form.ts';
import { type CheckoutState, openState } from './state.ts';

type ElementOptions = Readonly<Record<string, unknown>>;

/** The options of a checkout: newer trains take a client secret or a promise of one, basil a function. */
export interface CheckoutOptions {
  readonly clientSecret?: string | Promise<string>;
  readonly fetchClientSecret?: () => Promise<string>;
  readonly elementsOptions?: GroupOptions;
  readonly defaultValues?: Partial<Pick<CustomerData, 'billingAddress' | 'email' | 'phoneNumber' | 'shippingAddress'>>;
}

type Actions = ReturnType<typeof checkoutActions>;
type Loaded =
  | { readonly type: 'success'; readonly actions: Actions }
  | { readonly type: 'error'; readonly error: { readonly message: string; readonly code: null } };

/** A session that the merchant's page shows itself, with its elements. */
interface CheckoutSdk {
  on(name: 'change', handler: (session: StripeCheckoutSession) => unknown): void;
  loadActions(): Promise<Loaded>;
  readonly [call: string]: unknown;
}

/** The elements of a checkout, by their word in the names of calls. */
const ELEMENTS: Readonly<Record<string, { readonly type: string; readonly mode?: string }>> = {
  Payment: { type: 'payment' },
  BillingAddress: { type: 'address', mode: 'billing' },
  ShippingAddress: { type: 'address', mode: 'shipping' },
  ContactDetails: { type: 'linkAuthentication' },
  CurrencySelector: { type: 'currencySelector' },
  ExpressCheckout: { type: 'expressCheckout' },
  Form: { type: 'form' },
  LinkSignup: { type: 'linkSignup' },
  PaymentForm: { type: 'form' },
  TaxId: { type: 'taxId' },
  Terms: { type: 'terms' },
};

/** Creates the result of `initCheckoutElementsSdk`, in clover `initCheckout`. */
export function createCheckoutSdk(page: Page, options: CheckoutOptions, call: string): CheckoutSdk {
  const { clientSecret, fetchClientSecret, elementsOptions, defaultValues } = options ?? {};
  if (clientSecret === undefined && typeof fetchClientSecret !== 'function') {
    throw misuse(`stripe.${call}() needs the clientSecret of a Checkout Session with ui_mode: 'elements'.`);
  }
  const emitter = createEmitter();
  const loaded = load().catch((error: unknown): Loaded => {
    const message = error instanceof Error ? error.message : 'The client secret could not be fetched.';
    return { type: 'error', error: { message, code: null } };
  });
  // Elements never appear if the session could not be loaded.
  const ready = loaded.then(({ type }) => (type === 'success' ? type : new Promise(() => undefined)));
  const form = createCheckoutForm(page, elementsOptions ?? {}, { known: defaultValues ?? {}, ready });

  async function load(): Promise<Loaded> {
    const secret = await (clientSecret ?? fetchClientSecret?.());
    const opened = await openState(page, secret ?? '', {
      customer: defaultValues ?? {},
      onChange: (session, shown) => {
        form.follow(session, secret ?? '');
        emitter.emit('change', shown);
      },
    });
    if (opened.error) return { type: 'error', error: { message: opened.error.message ?? '', code: null } };
    const { state } = opened;
    form.follow(state.page(), state.key);
    if (state.page().needs_payment_method) form.onComplete(state.setEntered);
    const actions = checkoutActions(page, state, form);
    form.onEntered((entered) => void applyEntered(actions, state, entered));
    return { type: 'success', actions };
  }

  return {
    on: (name, handler) => emitter.on(name, handler as Handler),
    loadActions: () => loaded,
    changeAppearance: (appearance: unknown) => form.update({ appearance } as GroupOptions),
    loadFonts: (fonts: readonly unknown[]) => form.update({ fonts } as GroupOptions),
    ...elementCalls(form),
  };
}

/** Applies an element's value like the page's own action, so that totals and taxes follow. */
async function applyEntered(actions: Actions, state: CheckoutState, entered: Entered): Promise<void> {
  const { customer, page } = state;
  if (entered.what === 'email') {
    if (page().email.editable && entered.email !== customer().email) await actions.updateEmail(entered.email);
  } else if (entered.what === 'taxId') {
    if (page().tax_id_collection && !same(entered.info, customer().taxIdInfo))
      await actions.updateTaxIdInfo(entered.info);
  } else {
    if (entered.phone) await actions.updatePhoneNumber(entered.phone);
    const isBilling = entered.what === 'billing';
    if (same(entered.contact, isBilling ? customer().billingAddress : customer().shippingAddress)) return;
    await (isBilling ? actions.updateBillingAddress : actions.updateShippingAddress)(entered.contact);
  }
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Returns `create…Element` and `get…Element` for each element of a checkout, and the older calls that take its type. */
function elementCalls(form: ReturnType<typeof createCheckoutForm>): Record<string, unknown> {
  const calls = Object.entries(ELEMENTS).flatMap(([name, { type, mode }]) => [
    [
      `create${name}Element`,
      (options: ElementOptions = {}): FlorinElement => form.create(type, { ...options, ...(mode && { mode }) }),
    ],
    [`get${name}Element`, () => form.get(type, mode)],
  ]);
  return {
    ...Object.fromEntries(calls),
    createElement: form.create,
    getElement: form.get,
  };
}

/** `initCheckoutFormSdk`, a beta: a session with one form, which shows nothing. */
export function createFormSdk(page: Page, options: CheckoutOptions): CheckoutSdk {
  const sdk = createCheckoutSdk(page, options, 'initCheckoutFormSdk');
  return { ...sdk, createForm: sdk.createFormElement, getForm: sdk.getFormElement };
}

/** `initCheckout` of basil, earlier `initCustomCheckout`: a promise of the session's actions and elements together. */
export async function createCheckout(page: Page, options: CheckoutOptions, call: string): Promise<object> {
  const sdk = createCheckoutSdk(page, options, call);
  const loaded = await sdk.loadActions();
  if (loaded.type === 'error') throw misuse(`The Checkout Session could not be loaded: ${loaded.error.message}`);
  const { getSession, ...actions } = loaded.actions;
  return { ...sdk, ...actions, session: getSession };
}
