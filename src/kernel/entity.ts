import type { EventType, SubjectName } from '../contract/event-types.ts';
import type { ListFilters } from './list-filter.ts';
import type { Searchable } from './searchable.ts';

/** An object of the API with an id. */
export interface Entity {
  readonly id: string;
  readonly object: string;
}

/**
 * An entity as stored: Stripe's fields at the newest API version, references as ids, and under `internal` Florin's own
 * data, which is never returned.
 */
export type Stored<T, Internal> = Ids<T> & { readonly internal: Internal };

/** An object whose expandable fields hold ids, never the objects themselves. */
type Ids<T> = { [K in keyof T]: string extends T[K] ? Exclude<T[K], { readonly id: string }> : T[K] };

/**
 * The names and lists of a type of object. One declaration per resource, next to its operations. Its
 * functions are methods, so that the type of any resource fits where `ResourceType<Entity>` is expected: objects are only
 * ever passed to the type that they were stored with.
 */
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
   * True if callers may choose ids. A coupon and a product can both be called `gold`, so each such type has its own
   * storage keys.
   */
  readonly namedByCallers?: true;
  /** The filters of the type's lists. */
  readonly filters?: ListFilters<T>;
  /**
   * Lists of an object besides the one of its type, each as `field/value`. Types without a list of all their objects set
   * `listed` to false.
   */
  listedBy?(object: T): readonly string[];
  readonly listed?: boolean;
  /**
   * The test clock that an object lives on, null for the world's. The list of the type leaves out objects on test clocks
   * unless a filter names their clock or customer.
   */
  clockOf?(object: T): string | null;
  /** Fields of the type's search operation, if it has one. */
  readonly search?: Searchable<T>;
  /** Returns an object as of a moment (seconds since epoch), for fields that depend on time. */
  asOf?(object: T, now: number): T;
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

/**
 * The hash that an object has under the name of its type, like the `card` of a payment method of type `card`. `Hash` is
 * what such hashes have in common, as far as they have it.
 */
export function hashOfType<Hash extends object>(object: { readonly type: string }): Partial<Hash> | undefined {
  const hashes: object = object;
  return (hashes as Readonly<Record<string, Partial<Hash> | undefined>>)[object.type];
}

/** The id of a reference, whether it is the id or the object itself. */
export function idOf(reference: string | { readonly id: string }): string;
export function idOf(reference: string | { readonly id: string } | null | undefined): string | null;
export function idOf(reference: string | { readonly id: string } | null | undefined): string | null {
  if (reference === null || reference === undefined) return null;
  return typeof reference === 'string' ? reference : reference.id;
}

/** The list of a type's objects on test clocks, as `field/value`. A search index is built along it and the type's list. */
export const ON_TEST_CLOCKS = 'on/test_clocks';

/** The name of the list of all objects of a type, or of those found by `field/value`. */
export function listName(object: string, by?: string): string {
  return by === undefined ? object : `${object}/${by}`;
}
