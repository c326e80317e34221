import type { OperationId } from '../contract/contract.ts';
import type { Context } from './context.ts';
import type { Entity, ResourceType } from './entity.ts';
import { type Filters, listPage, type PageParams } from './list.ts';
import { type Declared, define, type Operation, type ParamsOf } from './operation.ts';
import type { TimerHandler } from './timer-handler.ts';
import type { UnitOfWork } from './unit-of-work.ts';
import type { VersionChange } from './version-change.ts';

/** All declarations of one type of object of the API. */
export interface Resource extends Declaration {
  /** Stripe's object name, as `payment_intent`. */
  readonly object: string;
  /** Null for objects that are not stored under this name. */
  readonly type: ResourceType<Entity> | null;
  readonly operations: readonly Operation[];
  /** Finds an object that is stored as another (a plan as its price); undefined if the id names something else. */
  readonly alias?: Alias;
  /** Reads the key of a page that Florin shows of one object; undefined if the key is not of this kind. */
  readonly pageKey?: (key: string) => PageKey | undefined;
}

/** Declarations common to all resources. */
interface Declaration {
  /** Operations that are more than the plain verbs. */
  readonly operations?: readonly Operation[];
  /** Fields that are only sent when a request expands them, by their path in the object. */
  readonly includes?: Readonly<Record<string, Include>>;
  /** Objects that the documentation names, by their ids: they exist in worlds that any key opens. */
  readonly examples?: Readonly<Record<string, (work: UnitOfWork, id: string) => Entity>>;
  /** Timers by kind. */
  readonly timers?: Readonly<Record<string, TimerHandler>>;
  /** Version changes of the object and its operations. */
  readonly changes?: readonly VersionChange[];
  /** Removes from a response what pages must not see of the object. */
  readonly forPages?: (object: Record<string, unknown>) => void;
  /** Set if responses show the object at the version it was made at, not at the caller's. */
  readonly keepsVersion?: true;
}

/** Returns the field, or undefined if this object has none. `object` is as rendered, without `internal`. */
export type Include = (context: Context, object: Entity) => Promise<unknown>;

export type Alias = (context: Context, id: string) => Promise<Entity | undefined>;

/** The object that a page's key opens. */
export interface PageKey {
  readonly account: string;
  readonly id: string;
}

/** Every operation id that has this method and path, and nothing when the API has none. */
type On<Method extends string, Path extends string> = Extract<OperationId, `${Method} ${Path}`>;

/** The plain verbs, of which a resource has those that it names. */
interface PlainVerbs<T extends Entity, Collection extends string, Item extends string> {
  /** The path of the list, as `/v1/refunds`. */
  readonly collection?: Collection;
  /** The path of one object, as `/v1/refunds/{refund}`. */
  readonly item?: Item;
  create?(context: Context, params: ParamsOf<On<'POST', Collection>>): Promise<T>;
  readonly retrieve?: true | ((context: Context, id: string) => Promise<Entity>);
  update?(context: Context, current: T, params: ParamsOf<On<'POST', Item>>): Promise<T>;
  list?(params: ParamsOf<On<'GET', Collection>>, context: Context): Filters<T> | Promise<Filters<T>>;
  remove?(context: Context, current: T): Promise<Entity>;
  /** Declarations of the plain operations (see `operation`). */
  readonly options?: {
    readonly create?: Declared<On<'POST', Collection>>;
    readonly retrieve?: Declared<On<'GET', Item>>;
    readonly update?: Declared<On<'POST', Item>>;
    readonly list?: Declared<On<'GET', Collection>>;
  };
}

/** Declares a stored resource: its plain verbs, further operations and other parts. */
export function resource<T extends Entity, Collection extends string, Item extends string>(
  type: ResourceType<T>,
  declared: Declaration & PlainVerbs<T, Collection, Item> & Pick<Resource, 'pageKey'>,
): Resource {
  const { collection, item, create, retrieve, update, list, remove, options, operations = [], ...rest } = declared;
  return {
    ...rest,
    object: type.object,
    type,
    operations: [...plainOperations(type, declared), ...operations],
  };
}

/** Declares a resource that is not stored under its own name: derived from another, or made for one response. */
export function view(object: string, declared: Declaration & Pick<Resource, 'alias' | 'pageKey'>): Resource {
  return { operations: [], ...declared, object, type: null };
}

function plainOperations<T extends Entity, Collection extends string, Item extends string>(
  type: ResourceType<T>,
  declared: PlainVerbs<T, Collection, Item>,
): Operation[] {
  const { create, retrieve, update, list, remove, options = {} } = declared;
  // A resource without the verbs of a path has no such path.
  const { collection = '' as Collection, item = '' as Item } = declared;
  const operations: Operation[] = [];
  // The contract has the operations whose verbs are given; where it has none, their parameters are `never`.
  const on = <Method extends string, Path extends string>(method: Method, path: Path) =>
    `${method} ${path}` as On<Method, Path>;
  const named = ({ work }: Context, path: Record<string, string>) => work.require(type, idIn(path));

  if (create) {
    const id = on('POST', collection);
    operations.push(define(id, (context, params) => create(context, params), options.create));
  }
  if (retrieve) {
    const read = async (context: Context, _params: object, path: Record<string, string>) => {
      if (retrieve !== true) return retrieve(context, idIn(path));
      const found = await named(context, path);
      return type.asOf ? type.asOf(found, context.work.now) : found;
    };
    const isStored = retrieve === true && !type.asOf;
    operations.push(define(on('GET', item), read, { ...options.retrieve, ...(isStored && { stored: type }) }));
  }
  if (update) {
    const id = on('POST', item);
    operations.push(
      define(id, async (context, params, path) => update(context, await named(context, path), params), options.update),
    );
  }
  if (list) {
    const id = on('GET', collection);
    const page = async (context: Context, params: ParamsOf<typeof id>) =>
      listPage(context, type, params as PageParams, collection, await list(params, context));
    operations.push(define(id, page, options.list));
  }
  if (remove) {
    const del = async (context: Context, _params: object, path: Record<string, string>) =>
      remove(context, await named(context, path));
    operations.push(define(on('DELETE', item), del));
  }
  return operations;
}

/** The id in an item's path, which has only one. */
function idIn(path: Record<string, string>): string {
  const [id = ''] = Object.values(path);
  return id;
}
