import type { ContractType, OperationId } from '../../contract/contract.ts';

export type Json = null | boolean | number | string | Json[] | JsonObject;

/**
 * An object of an answer on its way out. A field that a version does not know is set to undefined, which JSON leaves
 * out: deleting it would turn the object into a slow dictionary just before it is written.
 */
export interface JsonObject {
  [key: string]: Json | undefined;
}

/** The parameters of a request, decoded and validated. */
export type Params = Record<string, unknown>;

/** Finds lists that older versions held inside an object, at the newest version. */
export interface Lookup {
  /** The list as expanding the field would give it, with `total_count`; undefined when there is no such list. */
  include(object: JsonObject, field: string): Promise<Json | undefined>;
}

/** What one version changed about the requests of an operation. */
export interface RequestChange {
  /**
   * Parameters that older versions take and the newest does not, by bracket path. The handler is given them all the
   * same.
   */
  readonly accepts?: Readonly<Record<string, ContractType>>;
  /** Says in the parameters what the older version left unsaid. */
  readonly upgrade?: (params: Params) => void;
}

/**
 * One thing that a version of the API changed. It is undone for callers of older versions: `request` before the
 * handler runs, then on the answer first `load` and last `response`.
 */
export interface VersionChange {
  /** What changed, in one sentence. */
  readonly description: string;
  readonly request?: Readonly<Partial<Record<OperationId, RequestChange>>>;
  /** By object name: fields that only older versions type and that may be named in `expand`. */
  readonly expandable?: Readonly<Record<string, Readonly<Record<string, ContractType>>>>;
  /** By object name: adds what older versions held inside this object. It is at the newest version too. */
  readonly load?: Readonly<Record<string, (object: JsonObject, lookup: Lookup) => Promise<void>>>;
  /**
   * By object name: makes an object look as it did before, wherever in an answer it stands. `error` names the hash of
   * a refusal, which has no `object`. Fields may be missing: changed fields in events are objects in part.
   */
  readonly response?: Readonly<Record<string, (object: JsonObject) => void>>;
}
