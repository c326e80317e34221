import { type HashType, type OperationId, type Operations, paramsOf } from '../contract/contract.ts';
import { type Fields, hashOf, list, text, type ValuesOf } from '../contract/shape.ts';
import type { Context } from './context.ts';
import type { Entity, ResourceType } from './entity.ts';
import type { NotYet } from './not-yet.ts';

export type ParamsOf<Id extends OperationId> = Operations[Id]['params'];
type ResultOf<Id extends OperationId> = Operations[Id]['result'];

type Names<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;

/** The ids in an operation's path, by their names in it. */
type PathOf<Id extends string> = Record<Names<Id>, string>;

/**
 * Which keys may call: `secret` keys only; `client_secret` also a page with the object's own secret; `publishable` any
 * page; `page` the page that Florin shows of the object itself, whose key the handler checks.
 */
export type Access = 'secret' | 'client_secret' | 'publishable' | 'page';

/**
 * The parameters that a caller without a secret key may send, as bracket paths with everything below them:
 * `payment_method_data` is all of it, `mandate_data[customer_acceptance][type]=online` one value of one field. `all` is
 * for operations that only pages call, whose fields are the list.
 */
export type ForPages = readonly string[] | 'all';

/** An operation, of the API or Florin's own, and the function that answers it. */
export interface Operation {
  /** Its method and path. */
  readonly id: string;
  /** True if the API does not have it: the browser library, pages and tools call it. */
  readonly isOwn: boolean;
  /** The id of the operation that it has the permissions and version changes of; its own unless it is at an older address. */
  readonly actsAs?: OperationId;
  /** True for a read whose answer depends on the time of the test clock that its objects are on. */
  readonly isOnClock?: true;
  /** The contract of its parameters. */
  readonly params: () => HashType;
  readonly access: Access;
  /** The only parameters that a page may send (see `ForPages`). */
  readonly forPages: ForPages;
  readonly notYet: readonly NotYet[];
  /**
   * The type of the object in the path, if that object as it is stored is the answer to a secret key that sends no
   * parameters. Such a request needs no unit of work.
   */
  readonly stored?: ResourceType<Entity> | undefined;
  /** True if an Idempotency-Key has no effect on it. */
  readonly isKeyless: boolean;
  /**
   * A method, so that a handler of narrower parameters fits: the pipeline passes only what the contract of `id` has
   * checked.
   */
  handle(context: Context, params: object, path: Record<string, string>): Promise<unknown>;
}

type ParamName<Id extends OperationId> = keyof ParamsOf<Id> & string;

/** A part of an operation (see `NotYet`) that begins with the name of one of its parameters. */
type NotYetOf<Id extends OperationId> = `${ParamName<Id>}${'' | `[${string}` | `=${string}`}` | Exclude<NotYet, string>;

/** Which keys may call an operation of the API, and what pages may send to it. Only secret keys, unless declared. */
type Reach =
  | { readonly access?: 'secret'; readonly forPages?: never }
  | { readonly access: 'client_secret' | 'publishable'; readonly forPages: readonly string[] }
  | { readonly access: 'page'; readonly forPages: 'all' };

type Handler<Params, Path, Result> = (context: Context, params: Params, path: Path) => Promise<Result>;

/** Declarations of any operation besides its handler. */
interface Common<Params, Path, Part> {
  /** The objects to lock: an id in the path, by its name, or a function's ids. */
  readonly lock?:
    | (keyof Path & string)
    | ((context: Context, params: Params, path: Path) => readonly string[] | Promise<readonly string[]>);
  /** Parts of the operation that are refused. */
  readonly notYet?: readonly Part[];
  /** The type of the object that a secret key without parameters reads (see `Operation`). */
  readonly stored?: ResourceType<Entity>;
}

/** The declarations of a Florin operation, apart from its handler. */
interface OwnDeclared<Params, Path> extends Common<Params, Path, NotYet> {
  /** `secret` unless declared. */
  readonly access?: Access;
  /** True if it takes names that are not among its fields. */
  readonly isOpen?: true;
  /**
   * True if its effect is not in the commit of its decision (it moves the clock, for example). A record of its response
   * could then be refused as a conflict after the effect, so an Idempotency-Key is ignored.
   */
  readonly isKeyless?: true;
}

/** The declarations of an API operation, apart from its handler. */
export type Declared<Id extends OperationId> = Common<ParamsOf<Id>, PathOf<Id>, NotYetOf<Id>> & Reach;

/** Declares an operation of the API. Its id gives the types of the parameters, of the path and of the result. */
export function operation<Id extends OperationId>(
  id: Id,
  handle: Handler<ParamsOf<Id>, PathOf<Id>, ResultOf<Id>>,
  declared?: Declared<Id>,
): Operation {
  return define(id, handle, declared);
}

/** As `operation`, for results that the API sends otherwise than the package types them (for example, decimals as text). */
export function define<Id extends OperationId>(
  id: Id,
  handle: Handler<ParamsOf<Id>, PathOf<Id>, unknown>,
  declared?: Declared<Id>,
): Operation {
  const { access = 'secret', forPages = [] } = declared ?? {};
  return complete(
    { id, isOwn: false, isKeyless: false, params: () => paramsOf(id), access, forPages },
    handle,
    declared,
  );
}

/** Every operation of `/v1` takes `expand`. */
const EXPAND = { expand: list(text) };

/** Declares an operation of Florin's own. `fields` are its parameters, and give their types. */
export function ownOperation<Id extends `${'GET' | 'POST' | 'DELETE'} /${string}`, Of extends Fields>(
  id: Id,
  fields: Of,
  handle: Handler<ValuesOf<Of>, PathOf<Id>, object>,
  declared: OwnDeclared<ValuesOf<Of>, PathOf<Id>> = {},
): Operation {
  let known: HashType | undefined;
  const params = () => {
    known ??= { ...hashOf({ ...fields, ...EXPAND }), ...(declared.isOpen && { isOpen: true }) };
    return known;
  };
  const { access = 'secret', isKeyless = false } = declared;
  return complete({ id, isOwn: true, isKeyless, params, access, forPages: 'all' }, handle, declared);
}

function complete<Params extends object, Path extends Record<string, string>>(
  named: Omit<Operation, 'notYet' | 'stored' | 'handle'>,
  handle: Handler<Params, Path, unknown>,
  { lock, notYet = [], stored }: Common<Params, Path, NotYet> = {},
): Operation {
  if (lock === undefined) return { ...named, notYet, stored, handle };
  const locked: Handler<Params, Path, unknown> = async (context, params, path) => {
    await context.lock(...(typeof lock === 'function' ? await lock(context, params, path) : [path[lock] as string]));
    return handle(context, params, path);
  };
  return { ...named, notYet, stored, handle: locked };
}
