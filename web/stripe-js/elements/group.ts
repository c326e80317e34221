import type { Appearance, StripeError } from '@stripe/stripe-js';
import type { Font, FrameKind, FrameSetup, Purpose } from '../../shared/protocol.ts';
import { misuse } from '../misuse.ts';
import type { Page } from '../page.ts';
import { createElement, type ElementControl, type FlorinElement } from './element.ts';
import { createEmitter, type Handler } from './emitter.ts';
import { type GroupOptions, purposeOf } from './purpose.ts';

/** The elements of one form: they share a purpose, a look and a language. */
export interface ElementsGroup {
  create(type: string, options?: Readonly<Record<string, unknown>>): FlorinElement;
  getElement(type: string | object): FlorinElement | null;
  update(options: GroupOptions): void;
  fetchUpdates(): Promise<{ error?: StripeError }>;
  submit(): Promise<{ selectedPaymentMethod?: string; error?: StripeError }>;
  on(name: 'update-end', handler: Handler): ElementsGroup;
}

/** What the library itself needs of a group. */
export interface GroupControl {
  readonly group: ElementsGroup;
  purpose(): Purpose;
  find(kind: FrameKind): ElementControl | undefined;
  /** Whether the form was submitted since it was last changed. */
  submitted(): boolean;
}

const groups = new WeakMap<object, GroupControl>();

/** The library's hold on a group that a page gave it. */
export function groupOf(group: unknown): GroupControl | undefined {
  return typeof group === 'object' && group !== null ? groups.get(group) : undefined;
}

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
/** Elements that only make sense when it is known what they collect for. */
const NEED_A_PURPOSE = new Set<FrameKind>(['payment', 'expressCheckout']);
const SPLIT_CARD: readonly FrameKind[] = ['cardNumber', 'cardExpiry', 'cardCvc'];

export function createGroup(page: Page, given: GroupOptions): ElementsGroup {
  let options = given;
  let purpose = purposeOf(options);
  let submitted = false;
  const emitter = createEmitter();
  const elements = new Map<FrameKind, ElementControl>();

  const shared = (): Pick<FrameSetup, 'appearance' | 'fonts' | 'locale' | 'purpose'> => ({
    appearance: options.appearance as Appearance | undefined,
    fonts: (options.fonts ?? []) as readonly Font[],
    locale: options.locale ?? page.locale,
    purpose,
  });

  function create(type: string, elementOptions: Readonly<Record<string, unknown>> = {}): FlorinElement {
    const kind = KINDS.find((known) => known === type);
    if (!kind) throw misuse(`Florin has no element of type '${type}' yet. It has ${KINDS.join(', ')}.`);
    if (elements.has(kind)) {
      throw misuse(`This group has a ${kind} element already. Get it with getElement('${kind}'), or destroy it first.`);
    }
    if (NEED_A_PURPOSE.has(kind) && purpose.clientSecret === undefined && purpose.mode === undefined) {
      throw misuse(
        `A ${kind} element needs to know what it is for: call stripe.elements({clientSecret}) or with mode.`,
      );
    }
    const control = createElement(
      page.origin,
      kind,
      elementOptions,
      (current) => ({ kind, merchant: page.merchant, options: current, ...shared() }),
      () => elements.delete(kind),
    );
    elements.set(kind, control);
    control.element.on('change', () => {
      submitted = false;
    });
    if (SPLIT_CARD.includes(kind)) control.onFrame(() => introducePeers(elements, kind));
    return control.element;
  }

  const group: ElementsGroup = {
    create,
    getElement(type) {
      const kind = typeof type === 'string' ? type : (type as { __elementType?: string }).__elementType;
      return elements.get(kind as FrameKind)?.element ?? null;
    },
    update(changes) {
      options = { ...options, ...changes };
      purpose = purposeOf(options);
      submitted = false;
      for (const { send } of elements.values()) send({ type: 'restyle', setup: shared() });
      emitter.emit('update-end', {});
    },
    async fetchUpdates() {
      for (const { send } of elements.values()) send({ type: 'restyle', setup: shared() });
      return {};
    },
    async submit() {
      for (const control of elements.values()) {
        const answer = await control.ask({ what: 'validate' });
        if (answer.error) return { error: answer.error };
      }
      submitted = true;
      const payment = elements.get('payment');
      if (!payment) return {};
      const answer = await payment.ask({ what: 'value' });
      return answer.error ? { error: answer.error } : { selectedPaymentMethod: (answer.body as { type: string }).type };
    },
    on(name, handler) {
      emitter.on(name, handler);
      return group;
    },
  };
  groups.set(group, {
    group,
    purpose: () => purpose,
    find: (kind) => elements.get(kind),
    submitted: () => submitted,
  });
  return group;
}

/** Gives every two fields of a split card, as far as they are there, a channel of their own. */
function introducePeers(elements: ReadonlyMap<FrameKind, ElementControl>, newest: FrameKind): void {
  const one = elements.get(newest);
  for (const kind of SPLIT_CARD) {
    const other = elements.get(kind);
    if (kind === newest || !one || !other) continue;
    const { port1, port2 } = new MessageChannel();
    one.send({ type: 'peer', kind }, [port1]);
    other.send({ type: 'peer', kind: newest }, [port2]);
  }
}

/** The element of a group that holds the card: one field, or the number of three. */
export function cardOf(group: GroupControl): ElementControl | undefined {
  return group.find('card') ?? group.find('cardNumber');
}
