import type { CustomFontSource, StripeError } from '@stripe/stripe-js';
import { readFonts } from '../../shared/fonts.ts';
import { misuse, warn } from '../../shared/misuse.ts';
import type { FrameKind, Purpose, SharedSetup } from '../../shared/protocol.ts';
import { createInner } from '../inner.ts';
import type { Page } from '../page.ts';
import { randomId } from '../random-id.ts';
import { createElement, type ElementControl, type FlorinElement } from './element.ts';
import { createEmitter, type Handler } from './emitter.ts';
import { kindOf } from './kinds.ts';
import { createNothing } from './nothing.ts';
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
  find(type: string, mode?: string): ElementControl | undefined;
  /** True if the form was submitted since its last change. */
  submitted(): boolean;
}

const groups = createInner<GroupControl>('elements');

/** Returns the library's interface to a group that a page passed. */
export const groupOf = groups.of;

/** Elements that need to have a purpose. */
const NEED_A_PURPOSE = new Set<FrameKind>(['payment', 'expressCheckout']);

export function createGroup(page: Page, given: GroupOptions): ElementsGroup {
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
    const known = kindOf(type);
    const own: ElementOptions = 'frame' in known ? { ...elementOptions, ...known.options } : elementOptions;
    const kind = 'frame' in known ? known.frame : undefined;
    const key = keyOf(kind ?? type, own.mode);
    if (elements.has(key)) {
      throw misuse(`This group has a ${key} element already. Get it with getElement('${type}'), or destroy it first.`);
    }
    if (kind && NEED_A_PURPOSE.has(kind) && purpose.clientSecret === undefined && purpose.mode === undefined) {
      throw misuse(`A ${type} element needs a purpose. Call stripe.elements() with a clientSecret or a mode.`);
    }
    const remove = () => elements.delete(key);
    const control =
      'nothing' in known
        ? createNothing(type, known.nothing, remove)
        : createElement(
            page.origin,
            { type, kind: known.frame },
            own,
            (current) => ({
              kind: known.frame,
              group: id,
              merchant: page.merchant,
              train: page.train,
              options: current,
              ...shared(),
            }),
            remove,
            () => framesBeside(kind),
          );
    elements.set(key, control);
    control.element.on('change', () => {
      submitted = false;
    });
    return control.element;
  }

  function framesBeside(kind: FrameKind | undefined): FrameKind[] {
    const mounted = [...elements.values()].filter((control) => control.mounted);
    return mounted.flatMap(({ frame }) => (frame === undefined || frame === kind ? [] : [frame]));
  }

  function find(type: string, mode?: string): ElementControl | undefined {
    const known = kindOf(type);
    const kind = 'frame' in known ? known.frame : type;
    const found = elements.get(keyOf(kind, mode ?? ('frame' in known ? known.options?.mode : undefined)));
    return (
      found ?? (mode === undefined ? [...elements.values()].find(({ element }) => element.kind === kind) : undefined)
    );
  }

  async function applied(changes: GroupOptions): Promise<void> {
    await (changes.fonts ? loadFonts() : refresh());
    emitter.emit('update-end', {});
  }

  const group: ElementsGroup = {
    create,
    getElement(type, { mode } = {}) {
      // The components of @stripe/react-stripe-js carry their type.
      const kind = typeof type === 'string' ? type : (type as { __elementType?: string }).__elementType;
      return find(kind ?? '', mode)?.element ?? null;
    },
    update(given) {
      // Throws before anything is awaited: pages do not await an update, and could not catch its rejection.
      const changes = fitting(given, options);
      purpose = purposeOf({ ...options, ...changes });
      options = { ...options, ...changes };
      submitted = false;
      return applied(changes);
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

/** Returns the changes that a group takes. One that was created with a mode takes no client secret. */
function fitting(changes: GroupOptions, { mode }: GroupOptions): GroupOptions {
  if (changes.clientSecret === undefined || (changes.mode ?? mode) === undefined) return changes;
  warn(
    'elements.update() takes no clientSecret, because these elements were created with a mode. Pass it to the call that confirms.',
  );
  const { clientSecret: _, ...rest } = changes;
  return rest;
}

/** Returns the key of an element: its kind, or for addresses also the mode. */
function keyOf(kind: string, mode: unknown): string {
  return kind === 'address' && mode === 'shipping' ? 'shipping address' : kind;
}

/** Returns the element that holds the card: a card element, or the number of a split card. */
export function cardOf(group: GroupControl): ElementControl | undefined {
  return group.find('card') ?? group.find('cardNumber');
}
