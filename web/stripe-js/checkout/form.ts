import type {
  StripeAddressElementChangeEvent,
  StripeCheckoutContact,
  StripeCheckoutTaxIdInfo,
  StripeTaxIdElementChangeEvent,
} from '@stripe/stripe-js';
import type { PaymentPage } from '../../../src/checkout/page/view-type.ts';
import type { FlorinElement } from '../elements/element.ts';
import { createGroup, type ElementsGroup, type GroupControl, groupOf } from '../elements/group.ts';
import type { GroupOptions } from '../elements/purpose.ts';
import type { Page } from '../page.ts';

type ElementOptions = Readonly<Record<string, unknown>>;

/** The elements of a checkout. They may be made and mounted at once, and are shown when the session is known. */
export interface CheckoutForm {
  readonly control: GroupControl;
  create(type: string, options?: ElementOptions): FlorinElement;
  get(type: string, mode?: string): FlorinElement | null;
  update(options: GroupOptions): void;
  /** What the session is for, whenever that has changed. */
  follow(page: PaymentPage, key: string): void;
  /** Called with what a payer has entered whole beside the payment method: an address, an e-mail, a tax ID. */
  onEntered(listener: (entered: Entered) => void): void;
  /** Called whenever it changes whether the payment element holds all it asks for. */
  onComplete(listener: (complete: boolean) => void): void;
}

/** What an element of a checkout holds, whole. */
export type Entered =
  | { readonly what: 'billing' | 'shipping'; readonly contact: StripeCheckoutContact; readonly phone?: string }
  | { readonly what: 'email'; readonly email: string }
  | { readonly what: 'taxId'; readonly info: StripeCheckoutTaxIdInfo | null };

/** Stands in until the session is known; no element is shown before. */
const UNKNOWN: GroupOptions = { mode: 'setup' };

/** What the page knows of its payer when it makes the checkout; it stands in the elements that ask for it. */
export interface KnownPayer {
  readonly billingAddress?: StripeCheckoutContact | null;
  readonly shippingAddress?: StripeCheckoutContact | null;
  readonly email?: string | null;
  readonly phoneNumber?: string | null;
}

export function createCheckoutForm(
  page: Page,
  options: GroupOptions,
  { known, ready }: { known: KnownPayer; ready: Promise<unknown> },
): CheckoutForm {
  const group: ElementsGroup = createGroup(page, { ...options, ...UNKNOWN }, ['taxId']);
  const control = groupOf(group);
  if (!control) throw new Error('A group has lost its control.');
  let purpose = '';
  let complete = false;
  let hear: (complete: boolean) => void = () => undefined;
  const entered = new Map<string, Entered>();
  let take: (entered: Entered) => void = () => undefined;

  /** Which tax IDs there are follows from where the payer is: where it is shipped to counts most. */
  function locate(): void {
    const told = entered.get('shipping') ?? entered.get('billing');
    if (told && 'contact' in told) group.getElement('taxId')?.update({ country: told.contact.address.country });
  }

  return {
    control,
    create(type, elementOptions = {}) {
      const element = group.create(type, { ...prefilled(type, elementOptions.mode, known), ...elementOptions, ...asks(type, elementOptions) });
      element.on('change', (event: object) => {
        const found = enteredIn(type, event);
        if (!found) return;
        entered.set(found.what, found);
        take(found);
        if (found.what === 'billing' || found.what === 'shipping') locate();
      });
      if (type === 'payment') {
        element.on('change', (event: { complete: boolean }) => {
          complete = event.complete;
          hear(complete);
        });
      }
      return mountedWhen(ready, element);
    },
    get: (type, mode) => group.getElement(type, mode === undefined ? {} : { mode }),
    update: (changes) => void group.update(changes),
    follow(session, key) {
      const allowed = session.shipping_address_collection?.allowed_countries;
      if (allowed) control.find('address', 'shipping')?.element.update({ allowedCountries: allowed });
      const next = purposeOf(session, key, savedOptions(options));
      if (JSON.stringify(next) === purpose) return;
      purpose = JSON.stringify(next);
      void group.update(next);
    },
    onEntered(listener) {
      take = listener;
      for (const one of entered.values()) listener(one);
    },
    onComplete(listener) {
      hear = listener;
      listener(complete);
    },
  };
}

/** What stands in an element to begin with. */
function prefilled(type: string, mode: unknown, { email, ...known }: KnownPayer): ElementOptions {
  if (type === 'linkAuthentication') return email ? { defaultValues: { email } } : {};
  const contact = mode === 'shipping' ? known.shippingAddress : known.billingAddress;
  if (type === 'address') return contact ? { defaultValues: contact } : {};
  return type === 'payment' && contact ? { defaultValues: { billingDetails: contact } } : {};
}

/** The e-mail of a checkout is the session's, so that a payment element does not ask for it again. */
function asks(type: string, { fields }: ElementOptions): ElementOptions {
  const given = fields as { readonly billingDetails?: unknown } | undefined;
  const billing = given?.billingDetails;
  if (type !== 'payment' || (billing !== undefined && typeof billing !== 'object')) return {};
  return { fields: { ...given, billingDetails: { email: 'never', ...billing } } };
}

/** What a change of an element tells, once it is whole. */
function enteredIn(type: string, event: object): Entered | undefined {
  const { complete, value } = event as { complete?: boolean; value?: unknown };
  if (!complete) return undefined;
  if (type === 'linkAuthentication') return { what: 'email', email: (value as { email: string }).email };
  if (type === 'taxId') return { what: 'taxId', info: taxIdIn(value as StripeTaxIdElementChangeEvent['value']) };
  if (type !== 'address') return undefined;
  const { elementMode, value: contact } = event as StripeAddressElementChangeEvent;
  const { name, address, phone } = contact;
  const lines = Object.entries(address).map(([line, text]) => [line, text === '' ? null : text]);
  const whole = { ...Object.fromEntries(lines), country: address.country };
  return { what: elementMode, contact: { name: name || null, address: whole }, ...(phone && { phone }) };
}

function taxIdIn({
  businessName,
  taxId,
  externalTaxIdType: type,
}: StripeTaxIdElementChangeEvent['value']): StripeCheckoutTaxIdInfo | null {
  if (taxId === '') return null;
  // An element offers the types that there are in Checkout.
  return { businessName, taxId: { type: type as StripeCheckoutTaxIdInfo['taxId']['type'], value: taxId } };
}

/** An element whose frame opens when `ready` is there, unless it was taken away again. */
function mountedWhen(ready: Promise<unknown>, element: FlorinElement): FlorinElement {
  const { mount, unmount, destroy } = element;
  let waiting: string | HTMLElement | undefined;
  return Object.assign(element, {
    mount(place: string | HTMLElement) {
      waiting = place;
      void ready.then(() => {
        if (waiting === place) mount(place);
      });
    },
    unmount() {
      waiting = undefined;
      unmount();
    },
    destroy() {
      waiting = undefined;
      destroy();
    },
  });
}

/** Whether the page has the payment element show and keep what the customer saves, or does that itself. */
interface SavedOptions {
  readonly enableSave?: 'auto' | 'never';
  readonly enableRedisplay?: 'auto' | 'never';
}

function savedOptions(options: GroupOptions): SavedOptions {
  return (options as { readonly savedPaymentMethod?: SavedOptions }).savedPaymentMethod ?? {};
}

function purposeOf(page: PaymentPage, key: string, { enableSave, enableRedisplay }: SavedOptions): GroupOptions {
  const common = {
    checkout: {
      session: page.id,
      key,
      saved: enableRedisplay === 'never' ? [] : page.saved_payment_methods,
      mayRemove: page.may_remove,
      offersToSave: page.offers_to_save && enableSave !== 'never',
    },
    paymentMethodTypes: page.payment_method_types,
    ...(page.currency !== null && { currency: page.currency }),
    ...(page.saves_for_later && { setupFutureUsage: 'off_session' as const }),
  };
  return page.mode === 'setup'
    ? { ...common, mode: 'setup' }
    : { ...common, mode: page.mode, amount: page.totals.total };
}
