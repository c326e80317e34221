import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** Attributes of an element of a page. */
export type Attributes = Readonly<Record<string, string>>;

/**
 * The names by which people's end-to-end tests find what a page shows. Each page has its own, in its `handles.ts`.
 */
export interface Handles {
  /** Attributes of the input of a field, by the field's own id. */
  input(field: string): Attributes & { readonly id: string; readonly name: string };
  /**
   * Attributes of a payment method: of its tab, of its item in an accordion with the item's row and radio button, and of the
   * form of the only method, which tests select as if there were others.
   */
  readonly method?: (type: string) => {
    readonly tab: Attributes;
    readonly only: Attributes;
    readonly item: Attributes;
    readonly row: Attributes;
    readonly radio: Attributes;
  };
}

const OWN: Handles = { input: (field) => ({ id: field, name: field }) };

/** The handles of the page around a component. */
export const HandlesContext = createContext<Handles>(OWN);

export function useHandles(): Handles {
  return useContext(HandlesContext);
}

/** The attribute that holds a field's own id, for focusing it. */
export const FIELD = 'data-field';

/** Focuses the input of a field. */
export function focusField(field: string | undefined): void {
  if (field !== undefined) document.querySelector<HTMLElement>(`[${FIELD}="${CSS.escape(field)}"]`)?.focus();
}
