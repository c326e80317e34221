import { misuse } from '../../shared/misuse.ts';
import type { Answer, Ask, FrameKind, FrameSetup } from '../../shared/protocol.ts';
import { createInner } from '../inner.ts';
import { type Container, createContainer } from './container.ts';
import { createEmitter, type Listening, listening } from './emitter.ts';
import { type Frame, openFrame } from './frame.ts';

/** An element of a page. */
export interface FlorinElement extends Listening<FlorinElement> {
  /** The kind of its frame, or its official type if it has none. */
  readonly kind: string;
  mount(place: string | HTMLElement): void;
  unmount(): void;
  destroy(): void;
  update(options: Readonly<Record<string, unknown>>): FlorinElement;
  focus(): void;
  blur(): void;
  clear(): void;
  collapse(): FlorinElement;
  getValue(): Promise<unknown>;
}

/** The library's own interface to an element, hidden from pages. */
export interface ElementControl {
  readonly element: FlorinElement;
  /** The kind of its frame; undefined if the element has none. */
  readonly frame: FrameKind | undefined;
  /** True while its frame is in the page. */
  readonly mounted: boolean;
  /** Returns the current options. */
  options(): Readonly<Record<string, unknown>>;
  /** Sends a request to the frame. Throws if the element is not mounted. */
  ask(ask: Ask): Promise<Answer>;
}

export const controls = createInner<ElementControl>('element');

/** Returns the library's interface to an element that a page passed; undefined for other values. */
export const controlOf = controls.of;

/** Returns the DOM node of a place that a page passed to `mount`. Throws if there is none. */
export function placeOf(place: string | HTMLElement, type: string): HTMLElement {
  const holder = typeof place === 'string' ? document.querySelector<HTMLElement>(place) : place;
  if (holder) return holder;
  throw misuse(
    `The DOM element ${String(place)} does not exist, so this ${type} element cannot be mounted. Call mount() after it was added to the page.`,
  );
}

/**
 * Creates an element of an official `type`, filled by a frame. `setupOf` returns the settings for each new frame,
 * `framesBeside` the kinds of the group's other frames.
 */
export function createElement(
  origin: string,
  { type, kind }: { type: string; kind: FrameKind },
  given: Readonly<Record<string, unknown>>,
  setupOf: (options: Readonly<Record<string, unknown>>) => FrameSetup,
  onDestroy: () => void,
  framesBeside: () => readonly FrameKind[],
): ElementControl {
  const emitter = createEmitter();
  let options = given;
  let frame: Frame | undefined;
  let container: Container | undefined;
  let destroyed = false;

  function living(doing: string): void {
    if (destroyed) throw misuse(`This ${type} element was destroyed, so it cannot ${doing}. Create another one.`);
  }

  function emit(name: string, event: object): void {
    container?.follow(name, event);
    emitter.emit(name, { elementType: type, ...event });
  }

  const element: FlorinElement = {
    kind,
    mount(place) {
      living('be mounted');
      const holder = placeOf(place, type);
      if (frame) {
        if (container?.holder === holder) return;
        throw misuse(`This ${type} element is mounted already. Call unmount() first.`);
      }
      container = createContainer(holder, options, () => element.focus());
      const opened = openFrame(origin, container.inside, () => setupOf(options), {
        onEvent: emit,
        onHeight: (pixels) => opened.iframe.style.setProperty('height', `${pixels}px`),
        onLoadError: () =>
          emit('loaderror', {
            error: { type: 'api_connection_error', message: `The ${type} element could not be loaded from ${origin}.` },
          }),
      });
      frame = opened;
    },
    unmount() {
      frame?.remove();
      container?.remove();
      frame = undefined;
      container = undefined;
    },
    destroy() {
      element.unmount();
      destroyed = true;
      onDestroy();
    },
    update(changes) {
      living('be updated');
      options = { ...options, ...changes };
      container?.restyle(options);
      frame?.send({ type: 'update', options });
      return element;
    },
    focus: () => frame?.send({ type: 'do', act: 'focus' }),
    blur: () => frame?.send({ type: 'do', act: 'blur' }),
    clear: () => frame?.send({ type: 'do', act: 'clear' }),
    collapse() {
      frame?.send({ type: 'do', act: 'collapse' });
      return element;
    },
    ...listening(emitter, () => element),
    async getValue() {
      const answer = await control.ask({ what: 'value' });
      return answer.error ? Promise.reject(misuse(answer.error.message ?? '')) : answer.body;
    },
  };

  const control: ElementControl = {
    element,
    frame: kind,
    get mounted() {
      return frame?.iframe.isConnected === true;
    },
    options: () => options,
    ask(ask) {
      if (!frame) {
        throw misuse(
          `This ${type} element is not in the page. Mount it, and keep it mounted until the payment is done.`,
        );
      }
      return frame.ask(ask.what === 'send' ? { ...ask, beside: framesBeside() } : ask);
    },
  };
  controls.attach(element, control);
  return control;
}
