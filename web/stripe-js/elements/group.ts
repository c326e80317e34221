import type { CustomFontSource, StripeError } from '@stripe/stripe-js';
import type { FrameKind, Purpose, SharedSetup } from '../../shared/protocol.ts';
import { createInner } from '../inner.ts';
import { misuse } from '../misuse.ts';
import type { Page } from '../page.ts';
import { randomId } from '../random-id.ts';
import { createElement, type ElementControl, type FlorinElement } from './element.ts';
import { createEmitter, type Handler } from './emitter.ts';
import { readFonts } from './fonts.ts';
import { type GroupOptions, purposeOf } from './purpose.ts';

/** The elements of one form, which share purpose, appearance and locale. */
export interface ElementsGroup {
  create(type: string, options?: ElementOptions): FlorinElement;
  getElement(type: string | object, options?: { mode?: string }): FlorinElement | null;
  update(options: GroupOptions): Promise<void>;
  fetchUpdates(): Promise<{ error?: { message: string; status?: string } }>;
  submit(): Promise<
    { selectedPaymentMethod?: undefined; error?: StripeError } | { selectedPaymentMethod: string; error?: undefined }
  >;
  on(name: 'update-end', handler: Handler): ElementsGroup;
}

type ElementOptions = Readonly<Record<string, unknown>>;

/** The library's own interface to a group. */
export interface GroupControl {
  readonly id: string;
  readonly group: ElementsGroup;
  purpose(): Purpose;
  find(kind: FrameKind, mode?: string): ElementControl | undefined;
  /** True if the form was submitted since its last change. */
  submitted(): boolean;
}

const groups = createInner<GroupControl>('elements');

/** Returns the library's interface to a group that a page passed. */
export const groupOf = groups.of;

const KINDS: readonly FrameKind[] = [
  'card',
  'cardNumber',
  'cardExpiry',
  'cardCvc',
  'payment',
  'address',
  'linkAuthentication',
  'expressCheckout',
];
/** Elements that need to have a purpose. */
const NEED_A_PURPOSE = new Set<FrameKind>(['payment', 'expressCheckout']);

/** Creates a group. `more` are kinds of elements that only Checkout has. */
export function createGroup(page: Page, given: GroupOptions, more: readonly FrameKind[] = []): ElementsGroup {
  const id = randomId();
  let options = given;
  let purpose = purposeOf(options);
  let fonts: readonly CustomFontSource[] = [];
  let submitted = false;
  const emitter = createEmitter();
  const elements = new Map<string, ElementControl>();

  const shared = (): SharedSetup => ({
    appearance: options.appearance,
    fonts,
    locale: options.locale ?? page.locale,
    purpose,
  });

  /** Refreshes all mounted elements and returns the first error. */
  async function refresh(): Promise<StripeError | undefined> {
    const mounted = [...elements.values()].filter((control) => control.mounted);
    const answers = await Promise.all(mounted.map((control) => control.ask({ what: 'refresh', setup: shared() })));
    return answers.find(({ error }) => error)?.error;
  }

  async function loadFonts(): Promise<void> {
    fonts = await readFonts(options.fonts ?? []);
    if (fonts.length > 0) await refresh();
  }
  void loadFonts();

  function create(type: string, elementOptions: ElementOptions = {}): FlorinElement {
    const kind = [...KINDS, ...more].find((known) => known === type);
    if (!kind) throw misuse(`Florin does not support elements of type '${type}' yet. Use one of: ${KINDS.join(', ')}.`);
    const key = keyOf(kind, elementOptions.mode);
    if (elements.has(key)) {
      throw misuse(`This group has a ${key} element already. Get it with getElement('${kind}'), or destroy it first.`);
    }
    if (NEED_A_PURPOSE.has(kind) && purpose.clientSecret === undefined && purpose.mode === undefined) {
      throw misuse(`A ${kind} element needs a purpose. Call stripe.elements() with a clientSecret or a mode.`);
    }
    const control = createElement(
      page.origin,
      kind,
      elementOptions,
      (current) => ({ kind, group: id, merchant: page.merchant, options: current, ...shared() }),
      () => elements.delete(key),
    );
    elements.set(key, control);
    control.element.on('change', () => {
      submitted = false;
    });
    return control.element;
  }

  const find = (kind: string, mode?: string): ElementControl | undefined =>
    elements.get(keyOf(kind, mode)) ??
    (mode === undefined ? [...elements.values()].find(({ element }) => element.kind === kind) : undefined);

  const group: ElementsGroup = {
    create,
    getElement(type, { mode } = {}) {
      // The components of @stripe/react-stripe-js carry their type.
      const kind = typeof type === 'string' ? type : (type as { __elementType?: string }).__elementType;
      return find(kind ?? '', mode)?.element ?? null;
    },
    async update(changes) {
      options = { ...options, ...changes };
      purpose = purposeOf(options);
      submitted = false;
      await (changes.fonts ? loadFonts() : refresh());
      emitter.emit('update-end', {});
    },
    async fetchUpdates() {
      const error = await refresh();
      return error ? { error: { message: error.message ?? '', status: error.type } } : {};
    },
    async submit() {
      for (const control of elements.values()) {
        const { error } = await control.ask({ what: 'validate' });
        if (error) return { error };
      }
      submitted = true;
      const chosen = await elements.get('payment')?.ask({ what: 'value' });
      if (chosen?.error) return { error: chosen.error };
      return chosen ? { selectedPaymentMethod: (chosen.body as { type: string }).type } : {};
    },
    on(name, handler) {
      emitter.on(name, handler);
      return group;
    },
  };
  groups.attach(group, { id, group, purpose: () => purpose, find, submitted: () => submitted });
  return group;
}

/** Returns the key of an element: its kind, or for addresses also the mode. */
function keyOf(kind: string, mode: unknown): string {
  return kind === 'address' && mode === 'shipping' ? 'shipping address' : kind;
}

/** Returns the element that holds the card: a card element, or the number of a split card. */
export function cardOf(group: GroupControl): ElementControl | undefined {
  return group.find('card') ?? group.find('cardNumber');
}
