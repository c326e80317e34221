import type { OperationId, Operations } from '../contract/contract.ts';
import type { Context } from './context.ts';
import type { NotYet } from './not-yet.ts';

export type ParamsOf<Id extends OperationId> = Operations[Id]['params'];
export type ResultOf<Id extends OperationId> = Operations[Id]['result'];

type Names<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;

/** The ids in an operation's path, by their names in it. */
export type PathOf<Id extends string> = Record<Names<Id>, string>;

/**
 * Which keys may call: `secret` keys only; `client_secret` also a page with the object's own secret; `publishable` any
 * page; `page` the page that Florin shows of the object itself, whose key the handler checks.
 */
export type Access = 'secret' | 'client_secret' | 'publishable' | 'page';

/** An operation of the API and the function that answers it. */
export interface Operation {
  readonly id: OperationId;
  readonly access: Access;
  readonly notYet: readonly NotYet[];
  /**
   * A method, so that a handler of narrower parameters fits: the pipeline passes only what the contract of `id` has
   * checked.
   */
  handle(context: Context, params: object, path: Record<string, string>): Promise<unknown>;
}

type ParamName<Id extends OperationId> = keyof ParamsOf<Id> & string;

/** A part of an operation (see `NotYet`) that begins with the name of one of its parameters. */
export type NotYetOf<Id extends OperationId> =
  | `${ParamName<Id>}${'' | `[${string}` | `=${string}`}`
  | Exclude<NotYet, string>;

/** The ids that a decision locks before its handler runs. */
type LockIds<Id extends OperationId> = (
  context: Context,
  params: ParamsOf<Id>,
  path: PathOf<Id>,
) => readonly string[] | Promise<readonly string[]>;

/** Declarations of an operation besides its handler. */
export interface Declared<Id extends OperationId> {
  /** `secret` unless declared. */
  readonly access?: Access;
  /** The objects that no other decision may work on meanwhile: an id in the path, by its name, or a function's ids. */
  readonly lock?: keyof PathOf<Id> | LockIds<Id>;
  /** Parts of the official operation that are refused. */
  readonly notYet?: readonly NotYetOf<Id>[];
}

type Handler<Id extends OperationId, Result> = (
  context: Context,
  params: ParamsOf<Id>,
  path: PathOf<Id>,
) => Promise<Result>;

/** Declares an operation. Its id gives the types of the parameters, of the path and of the result. */
export function operation<Id extends OperationId>(
  id: Id,
  handle: Handler<Id, ResultOf<Id>>,
  declared?: Declared<Id>,
): Operation {
  return define(id, handle, declared);
}

/** As `operation`, for the plain verbs of a resource, whose results are stored objects. */
export function define<Id extends OperationId>(
  id: Id,
  handle: Handler<Id, unknown>,
  { access = 'secret', lock, notYet = [] }: Declared<Id> = {},
): Operation {
  if (lock === undefined) return { id, access, notYet, handle };
  const locked: Handler<Id, unknown> = async (context, params, path) => {
    await context.lock(...(typeof lock === 'function' ? await lock(context, params, path) : [path[lock]]));
    return handle(context, params, path);
  };
  return { id, access, notYet, handle: locked };
}
