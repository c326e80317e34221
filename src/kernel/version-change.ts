import type { ContractType, OperationId } from '../contract/contract.ts';

export type Json = null | boolean | number | string | Json[] | JsonObject;

/**
 * An object of a response. A field that the version lacks is set to undefined, which JSON leaves out: deleting it would
 * turn the object into a slow dictionary just before it is written.
 */
export interface JsonObject {
  [key: string]: Json | undefined;
}

/** The parameters of a request, decoded and validated. */
export type Params = Record<string, unknown>;

/** Loads lists that older versions embedded in an object, at the newest version. */
export interface Lookup {
  /** The list as expanding the field would return it, with `total_count`; undefined if there is no such list. */
  include(object: JsonObject, field: string): Promise<Json | undefined>;
}

/** A change to the requests of one operation. */
export interface RequestChange {
  /** Parameters that only older versions accept, by bracket path. The handler still receives them. */
  readonly accepts?: Readonly<Record<string, ContractType>>;
  /** Adds what the older version left implicit to the parameters. */
  readonly upgrade?: (params: Params) => void;
}

/**
 * One semantic change of an API version: a field that was removed, renamed, moved or re-typed, a default, an error. Added
 * fields are no change: the API sends them at every version. It is undone for callers of older versions: `request` before
 * the handler runs, then on the response first `load` and last `response`. Changes of one version must not depend on
 * each other's order.
 */
export interface VersionChange {
  /** The API version that introduced the change. */
  readonly version: string;
  /** One sentence for docs/api-versions.md: what changed for callers. */
  readonly description: string;
  readonly request?: Readonly<Partial<Record<OperationId, RequestChange>>>;
  /** By object name: fields that only older versions have and that `expand` may name there. */
  readonly expandable?: Readonly<Record<string, Readonly<Record<string, ContractType>>>>;
  /** By object name: adds what older versions embedded in the object. It receives the object at the newest version. */
  readonly load?: Readonly<Record<string, (object: JsonObject, lookup: Lookup) => Promise<void>>>;
  /**
   * By object name: restores the older form, wherever in a response the object stands. `error` names the hash of an
   * error, which has no `object`. Fields may be missing: `previous_attributes` of events are partial objects.
   */
  readonly response?: Readonly<Record<string, (object: JsonObject) => void>>;
}
