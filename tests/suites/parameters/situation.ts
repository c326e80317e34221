import type { Form, Shop } from './shop.ts';

/** A call in which a parameter can have an effect: the ids in its path, in order, and what else is sent. */
export interface Situation {
  readonly ids?: readonly string[];
  readonly form?: Form;
}

/** Creates what a call needs for the parameter at `path` to have an effect. */
export type Prepare = (shop: Shop, path: string) => Promise<Situation> | Situation;

/** A call on a new object of a collection. */
export const ofNew =
  (collection: string, form: Form = {}): Prepare =>
  async (shop) => ({ ids: [(await shop.make(collection, form)).id] });
