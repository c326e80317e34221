/** Listeners to what happens in a world. They must not throw and must not wait. */
export interface Listeners<Item> {
  emit(world: string, item: Item): void;
  /** Returns a function that ends the subscription. */
  subscribe(world: string, listener: (item: Item) => void): () => void;
}

export function createListeners<Item>(): Listeners<Item> {
  const byWorld = new Map<string, Set<(item: Item) => void>>();
  return {
    emit(world, item) {
      const listeners = byWorld.get(world);
      if (listeners) for (const listener of listeners) listener(item);
    },
    subscribe(world, listener) {
      const listeners = byWorld.get(world) ?? new Set();
      byWorld.set(world, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && byWorld.get(world) === listeners) byWorld.delete(world);
      };
    },
  };
}
