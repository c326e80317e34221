import type { Operations } from '../../contract/generated/operations.d.ts';
import type { Context } from './context.ts';

/** An official operation, as `POST /v1/payment_intents/{intent}/confirm`. */
export type OperationId = keyof Operations & string;

export type ParamsOf<Id extends OperationId> = Operations[Id]['params'];
export type ResultOf<Id extends OperationId> = Operations[Id]['result'];

type Names<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;

/** The ids in an operation's path, by their names in it. */
export type PathOf<Id extends string> = Record<Names<Id>, string>;

/**
 * Who may call: `secret` keys only; `client_secret` also lets a page call with the object's own secret;
 * `publishable` lets any page call, as for creating payment methods; `page` is for the page that Florin shows of the
 * object itself, whose key the handler checks.
 */
export type Access = 'secret' | 'client_secret' | 'publishable' | 'page';

/** One operation of the API and the function that answers it. */
export interface Operation {
  readonly id: OperationId;
  readonly access: Access;
  readonly handle: (context: Context, params: never, path: Record<string, string>) => Promise<unknown>;
}

/** Declares an operation. Its path gives the types of the parameters and of the answer. */
export function operation<Id extends OperationId>(
  id: Id,
  handle: (context: Context, params: ParamsOf<Id>, path: PathOf<Id>) => Promise<ResultOf<Id>>,
  access: Access = 'secret',
): Operation {
  return { id, access, handle: handle as unknown as Operation['handle'] };
}
