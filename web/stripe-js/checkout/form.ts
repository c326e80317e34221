import type { PaymentPage } from '../../../src/shared/payment-page-view.ts';
import type { FlorinElement } from '../elements/element.ts';
import { createGroup, type ElementsGroup, type GroupControl, groupOf } from '../elements/group.ts';
import type { GroupOptions } from '../elements/purpose.ts';
import type { Page } from '../page.ts';
import { type Entered, enteredIn, type KnownPayer, prefilled } from './entered.ts';

type ElementOptions = Readonly<Record<string, unknown>>;

/** The elements of a checkout. They may be created and mounted at once, and appear when the session is loaded. */
export interface CheckoutForm {
  readonly control: GroupControl;
  create(type: string, options?: ElementOptions): FlorinElement;
  get(type: string, mode?: string): FlorinElement | null;
  update(options: GroupOptions): void;
  /** Updates the elements for a changed session. */
  follow(page: PaymentPage, key: string): void;
  /** Called with a complete address, e-mail address or tax ID. */
  onEntered(listener: (entered: Entered) => void): void;
  /** Called when the payment element becomes complete or incomplete. */
  onComplete(listener: (complete: boolean) => void): void;
}

/** The purpose until the session is loaded; no element is shown before. */
const UNKNOWN: GroupOptions = { mode: 'setup' };

export function createCheckoutForm(
  page: Page,
  options: GroupOptions,
  { known, ready }: { known: KnownPayer; ready: Promise<unknown> },
): CheckoutForm {
  const group: ElementsGroup = createGroup(page, { ...options, ...UNKNOWN });
  const control = groupOf(group);
  if (!control) throw new Error('The elements group has no internal control.');
  let purpose = '';
  let complete = false;
  let completeChanged: (complete: boolean) => void = () => undefined;
  const entered = new Map<string, Entered>();
  let take: (entered: Entered) => void = () => undefined;

  let allowed: readonly string[] | undefined;

  /** Returns the customer's country. The shipping country takes precedence. */
  function country(): string | undefined {
    const contact = entered.get('shipping') ?? entered.get('billing');
    return contact && 'contact' in contact ? contact.contact.address.country : undefined;
  }

  /** Returns an element's initial options: the page's data of the customer, and the session's restrictions. */
  function beginning(type: string, mode: unknown): ElementOptions {
    if (type === 'taxId') return { country: country() };
    return {
      ...prefilled(type, mode, known),
      ...(type === 'address' && mode === 'shipping' && { allowedCountries: allowed }),
    };
  }

  return {
    control,
    create(type, elementOptions = {}) {
      const element = group.create(type, {
        ...beginning(type, elementOptions.mode),
        ...elementOptions,
        ...asks(type, elementOptions),
      });
      element.on('change', (event: object) => {
        const found = enteredIn(type, event);
        if (!found) return;
        entered.set(found.what, found);
        take(found);
        if (found.what === 'billing' || found.what === 'shipping')
          group.getElement('taxId')?.update({ country: country() });
      });
      if (type === 'payment') {
        element.on('change', (event) => {
          complete = 'complete' in event && event.complete === true;
          completeChanged(complete);
        });
      }
      return mountedWhen(ready, element);
    },
    get: (type, mode) => group.getElement(type, mode === undefined ? {} : { mode }),
    update: (changes) => void group.update(changes),
    follow(session, key) {
      allowed = session.shipping_address_collection?.allowed_countries;
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
      completeChanged = listener;
      listener(complete);
    },
  };
}

/** Excludes the e-mail address from the payment element, because the session collects it. */
function asks(type: string, { fields }: ElementOptions): ElementOptions {
  const given = fields as { readonly billingDetails?: unknown } | undefined;
  const billing = given?.billingDetails;
  if (type !== 'payment' || (billing !== undefined && typeof billing !== 'object')) return {};
  return { fields: { ...given, billingDetails: { email: 'never', ...billing } } };
}

/** Delays an element's frame until `ready` resolves, unless the element is unmounted before. */
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

/** Options for showing and saving payment methods in the payment element. */
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
