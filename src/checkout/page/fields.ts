import { emptyable, hash, required, text } from '../../contract/shape.ts';

/** Parameters that a page sends with a change and with its confirmation. */

export const address = hash({
  line1: text,
  line2: text,
  city: text,
  state: text,
  postal_code: text,
  country: text,
});

export const shipping = hash({ name: required(text), address: required(address) });

/** Sent as '' to remove it. */
export const taxId = emptyable(hash({ type: required(text), value: required(text) }));
