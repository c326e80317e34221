/** The library's own interface to an object that a page holds, such as an element. */
interface Inner<Control extends object> {
  attach(object: object, control: Control): void;
  /** Returns the interface of an object that a page passed; undefined for other values. */
  of(value: unknown): Control | undefined;
}

/**
 * Creates a place for the library's interface to objects of one kind. It is a key on the object, because frameworks wrap
 * objects in proxies or copy them (Vue's `ref`, Svelte's `$state`, MobX), which keeps keys and loses identities. Its value
 * is a function, because the result of a function is not wrapped.
 */
export function createInner<Control extends object>(name: string): Inner<Control> {
  const key = Symbol(name);
  return {
    attach: (object, control) => void Object.assign(object, { [key]: () => control }),
    of(value) {
      if (typeof value !== 'object' || value === null) return undefined;
      const open = (value as { readonly [key]?: () => Control })[key];
      return open?.();
    },
  };
}
