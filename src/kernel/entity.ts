import type { EventType, SubjectName } from '../contract/event-types.ts';
import type { ListFilters } from './list-filter.ts';
import type { Searchable } from './searchable.ts';

/** Anything with an id that Stripe names by `object`. */
export interface Entity {
  readonly id: string;
  readonly object: string;
}

/**
 * An entity as it is stored: Stripe's fields at the newest API version, references as ids, and under `internal` what
 * Florin remembers with it and never shows.
 */
export type Stored<T, Internal> = T & { readonly internal: Internal };

/** What a kind of object is called and found by. One declaration per resource, next to its operations. */
export interface ResourceType<T extends Entity> {
  /** Stripe's object name, as `payment_intent`. */
  readonly object: T['object'];
  /** The id prefix, without its underscore. */
  readonly prefix: string;
  /** The word in "No such payment_intent: 'pi_x'". */
  readonly noun: string;
  /** The `param` of that error when the id is in the path. */
  readonly idParam: string;
  /**
   * Set where callers may choose an id. A coupon and a product can both be called `gold`, so each kind of these is kept
   * under keys of its own.
   */
  readonly namedByCallers?: true;
  /** The filters of the type's lists. */
  readonly filters?: ListFilters<T>;
  /**
   * Further lists that an object stands in besides "all of them", each as `field/value`. Objects that are never listed
   * on their own leave `listed` false.
   */
  readonly listedBy?: (object: T) => readonly string[];
  readonly listed?: boolean;
  /** What the type's search operation finds objects by, if it has one. */
  readonly search?: Searchable<T>;
  /** How an object looks at a moment (seconds since epoch), where time alone changes it. */
  readonly asOf?: (object: T, now: number) => T;
}

/** An entity that Stripe gives this name. */
export interface EntityOf<Name extends string> extends Entity {
  readonly object: Name;
}

/** An object that an event of this type can be about. */
export type EventSubject<Type extends EventType> = EntityOf<SubjectName<Type>>;

/**
 * Gives an object without an id (such as `balance`) one for storage, so that an event can be about it. The id is never
 * rendered.
 */
export function withStorageId<T extends { readonly object: string }>(id: string, object: T): T & Entity {
  return Object.defineProperty({ ...object }, 'id', { value: id }) as T & Entity;
}

/** The id of a reference, whether it is the id or the object itself. */
export function idOf(reference: string | { readonly id: string }): string;
export function idOf(reference: string | { readonly id: string } | null | undefined): string | null;
export function idOf(reference: string | { readonly id: string } | null | undefined): string | null {
  if (reference === null || reference === undefined) return null;
  return typeof reference === 'string' ? reference : reference.id;
}

/** The name of the list of all objects of a type, or of those found by `field/value`. */
export function listName(object: string, by?: string): string {
  return by === undefined ? object : `${object}/${by}`;
}
