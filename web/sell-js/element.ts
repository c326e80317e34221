import { type ComponentFrame, openFrame } from '../shared/component-frame.ts';
import { warn } from '../shared/misuse.ts';

/** Attributes that name the account and the customer, by the parameter of the frame's address. */
const PARAMETERS: Readonly<Record<string, string>> = {
  'publishable-key': 'key',
  'client-reference-id': 'client_reference_id',
  'customer-email': 'customer_email',
  'customer-session-client-secret': 'customer_session_client_secret',
};

const TITLES: Readonly<Record<string, string>> = { 'pricing-table': 'Pricing table', 'buy-button': 'Buy button' };

/** Creates the class of `<stripe-pricing-table>` or `<stripe-buy-button>`: a frame of `origin` that follows the attributes. */
export function elementOf(origin: string, name: string): CustomElementConstructor {
  const idName = `${name}-id`;
  return class extends HTMLElement {
    static readonly observedAttributes = [idName, ...Object.keys(PARAMETERS)];

    #frame: ComponentFrame | undefined;
    #isChanging = false;

    connectedCallback(): void {
      this.style.display ||= 'block';
      this.#change();
    }

    disconnectedCallback(): void {
      this.#frame?.remove();
      this.#frame = undefined;
    }

    attributeChangedCallback(): void {
      this.#change();
    }

    /** Attributes that change together load the frame once. */
    #change(): void {
      if (this.#isChanging) return;
      this.#isChanging = true;
      queueMicrotask(() => {
        this.#isChanging = false;
        if (this.isConnected) this.#show();
      });
    }

    #show(): void {
      const id = this.getAttribute(idName);
      if (!id || !this.getAttribute('publishable-key')) {
        warn(`<stripe-${name}> needs the attributes ${idName} and publishable-key.`);
        this.disconnectedCallback();
        return;
      }
      const query = new URLSearchParams();
      for (const [attribute, parameter] of Object.entries(PARAMETERS)) {
        const value = this.getAttribute(attribute);
        if (value) query.set(parameter, value);
      }
      this.#frame ??= openFrame(
        origin,
        this,
        { title: TITLES[name] ?? name, look: {} },
        {
          onEvent: () => undefined,
          onShown: () => undefined,
          onLost: () => warn(`<stripe-${name}> could not be loaded from ${origin}.`),
        },
      );
      this.#frame.go(`${origin}/${name}/${encodeURIComponent(id)}?${query}`);
    }
  };
}
