export type Handler = (event: object) => unknown;

/** `on`, `once` and `off` of an element. */
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
