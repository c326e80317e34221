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
  follow(page: PaymentPage): void;
  /** Called whenever it changes whether the payment element holds all it asks for. */
  onComplete(listener: (complete: boolean) => void): void;
}

/** Stands in until the session is known; no element is shown before. */
const UNKNOWN: GroupOptions = { mode: 'setup' };

export function createCheckoutForm(page: Page, options: GroupOptions, ready: Promise<unknown>): CheckoutForm {
  const group: ElementsGroup = createGroup(page, { ...options, ...UNKNOWN });
  const control = groupOf(group);
  if (!control) throw new Error('A group has lost its control.');
  let purpose = '';
  let complete = false;
  let hear: (complete: boolean) => void = () => undefined;
  return {
    control,
    create(type, elementOptions) {
      const element = group.create(type, elementOptions);
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
    follow(session) {
      const next = purposeOf(session);
      if (JSON.stringify(next) === purpose) return;
      purpose = JSON.stringify(next);
      void group.update(next);
    },
    onComplete(listener) {
      hear = listener;
      listener(complete);
    },
  };
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

function purposeOf(page: PaymentPage): GroupOptions {
  const common = {
    paymentMethodTypes: page.payment_method_types,
    ...(page.currency !== null && { currency: page.currency }),
    ...(page.saves_for_later && { setupFutureUsage: 'off_session' as const }),
  };
  return page.mode === 'setup'
    ? { ...common, mode: 'setup' }
    : { ...common, mode: page.mode, amount: page.totals.total };
}
