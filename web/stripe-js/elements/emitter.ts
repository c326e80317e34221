export type Handler = (event: object) => unknown;

/** Handlers by the name of an event. */
interface Emitter {
  on(name: string, handler: Handler): void;
  once(name: string, handler: Handler): void;
  off(name: string, handler?: Handler): void;
  emit(name: string, event: object): void;
}

export function createEmitter(): Emitter {
  const handlers = new Map<string, { handler: Handler; once: boolean }[]>();
  const add = (name: string, handler: Handler, once: boolean) => {
    handlers.set(name, [...(handlers.get(name) ?? []), { handler, once }]);
  };
  return {
    on: (name, handler) => add(name, handler, false),
    once: (name, handler) => add(name, handler, true),
    off(name, handler) {
      const kept = handler ? (handlers.get(name) ?? []).filter((entry) => entry.handler !== handler) : [];
      handlers.set(name, kept);
    },
    emit(name, event) {
      for (const { handler, once } of handlers.get(name) ?? []) {
        if (once) this.off(name, handler);
        handler(event);
      }
    },
  };
}

/** Methods of pages that add and remove handlers, and return the object that they belong to. */
export interface Listening<Self> {
  on(name: string, handler: Handler): Self;
  once(name: string, handler: Handler): Self;
  off(name: string, handler?: Handler): Self;
}

/** `on`, `once` and `off` of the object that `self` returns. */
export function listening<Self>(emitter: Emitter, self: () => Self): Listening<Self> {
  return {
    on(name, handler) {
      emitter.on(name, handler);
      return self();
    },
    once(name, handler) {
      emitter.once(name, handler);
      return self();
    },
    off(name, handler) {
      emitter.off(name, handler);
      return self();
    },
  };
}
