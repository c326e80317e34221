import { type Component, showComponent } from './component.ts';
import type { Connector } from './connector.ts';
import { BARE, COMPONENTS, SETTERS } from './names.ts';

/** Defines the elements of all components. `@stripe/connect-js` calls their `setConnector` and `…InternalOnly` setters. */
export function defineElements(): void {
  for (const name of COMPONENTS) {
    for (const tag of [`stripe-connect-${name}`, ...(BARE.includes(name) ? [name] : [])]) {
      // A class can be the element of one name only.
      if (!customElements.get(tag)) customElements.define(tag, elementOf(name));
    }
  }
}

function elementOf(name: string): CustomElementConstructor {
  class ComponentElement extends HTMLElement {
    #connector: Connector | undefined;
    #shown: Component | undefined;
    #isChanging = false;
    readonly #options: Record<string, unknown> = {};
    readonly #listeners: Record<string, unknown> = {};

    setConnector(connector: Connector): void {
      this.#connector = connector;
      this.#show();
    }

    connectedCallback(): void {
      this.style.display ||= 'block';
      this.#show();
    }

    disconnectedCallback(): void {
      this.#shown?.remove();
      this.#shown = undefined;
    }

    /** Sets an option or a listener. Options that are set together load the frame once. */
    set(setter: string, value: unknown): void {
      if (setter.startsWith('On')) {
        this.#listeners[setter] = value;
        return;
      }
      const option = `${setter.charAt(0).toLowerCase()}${setter.slice(1)}`;
      if (JSON.stringify(this.#options[option]) === JSON.stringify(value)) return;
      this.#options[option] = value;
      if (this.#isChanging) return;
      this.#isChanging = true;
      queueMicrotask(() => {
        this.#isChanging = false;
        this.#shown?.update();
      });
    }

    #show(): void {
      if (!this.#connector || this.#connector.isLoggedOut() || !this.isConnected || this.#shown) return;
      this.#shown = showComponent(this.#connector, {
        element: this,
        name,
        options: () => this.#options,
        emit: (event, detail) => {
          const listener = this.#listeners[`On${event}`];
          if (typeof listener === 'function') listener(detail);
        },
      });
    }
  }
  for (const setter of SETTERS) {
    const set = function (this: ComponentElement, value: unknown) {
      this.set(setter, value);
    };
    // The package calls the first; pages without it, which make elements with this library's own `create`, the second.
    for (const method of [`set${setter}InternalOnly`, `set${setter}`]) {
      Object.defineProperty(ComponentElement.prototype, method, { value: set, configurable: true, writable: true });
    }
  }
  return ComponentElement;
}
