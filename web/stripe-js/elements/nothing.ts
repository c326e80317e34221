import { warn } from '../../shared/misuse.ts';
import { type Container, createContainer } from './container.ts';
import { controls, type ElementControl, type FlorinElement, placeOf } from './element.ts';
import { createEmitter, listening } from './emitter.ts';

/**
 * Creates an element that shows nothing, because what it would show does not exist here. It keeps every call of an
 * element, emits `ready` once it is mounted, and logs the reason for the page's developer.
 */
export function createNothing(type: string, reason: string, onDestroy: () => void): ElementControl {
  const emitter = createEmitter();
  let container: Container | undefined;
  warn(`The ${type} element shows nothing: it ${reason}.`);

  const element: FlorinElement = {
    kind: type,
    mount(place) {
      container?.remove();
      container = createContainer(placeOf(place, type), {}, () => undefined);
      queueMicrotask(() => emitter.emit('ready', { elementType: type }));
    },
    unmount() {
      container?.remove();
      container = undefined;
    },
    destroy() {
      element.unmount();
      onDestroy();
    },
    update: () => element,
    focus: () => undefined,
    blur: () => undefined,
    clear: () => undefined,
    collapse: () => element,
    ...listening(emitter, () => element),
    getValue: async () => ({}),
  };
  const control: ElementControl = {
    element,
    frame: undefined,
    mounted: false,
    options: () => ({}),
    ask: async () => ({ body: {} }),
  };
  controls.attach(element, control);
  return control;
}
