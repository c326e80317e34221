import type { OperationId } from '../contract/contract.ts';
import type { Context } from './context.ts';
import type { Entity, ResourceType } from './entity.ts';
import { type Filters, listPage, type PageParams } from './list.ts';
import { type Declared, define, type Operation, type ParamsOf } from './operation.ts';

/** Every operation id that has this method and path; never when the API has none. */
type On<Method extends string, Path extends string> = Extract<OperationId, `${Method} ${Path}`>;

/**
 * The plain verbs of a resource: create, retrieve, update, list, delete. Declares only those that are given; a verb
 * with more behaviour than these has a file of its own. `declared` is what the operations declare (see `operation`).
 */
export function resource<T extends Entity, Collection extends string, Item extends string>(
  type: ResourceType<T>,
  paths: { collection: Collection; item: Item },
  verbs: {
    create?: (context: Context, params: ParamsOf<On<'POST', Collection>>) => Promise<T>;
    retrieve?: true | ((context: Context, id: string) => Promise<Entity>);
    update?: (context: Context, current: T, params: ParamsOf<On<'POST', Item>>) => Promise<T>;
    list?: (params: ParamsOf<On<'GET', Collection>>, context: Context) => Filters<T> | Promise<Filters<T>>;
    remove?: (context: Context, current: T) => Promise<Entity>;
  },
  declared: {
    create?: Declared<On<'POST', Collection>>;
    update?: Declared<On<'POST', Item>>;
    list?: Declared<On<'GET', Collection>>;
  } = {},
): Operation[] {
  const operations: Operation[] = [];
  const { create, retrieve, update, list, remove } = verbs;
  // The contract has the operations whose verbs are given; where it has none, their parameters are `never`.
  const on = <Method extends string, Path extends string>(method: Method, path: Path) =>
    `${method} ${path}` as On<Method, Path>;
  const named = ({ work }: Context, path: Record<string, string>) => work.require(type, idIn(path));

  if (create) {
    const id = on('POST', paths.collection);
    operations.push(define(id, (context, params) => create(context, params), declared.create));
  }
  if (retrieve) {
    const read = async (context: Context, _params: object, path: Record<string, string>) => {
      if (retrieve !== true) return retrieve(context, idIn(path));
      const found = await named(context, path);
      return type.asOf ? type.asOf(found, context.work.now) : found;
    };
    operations.push(define(on('GET', paths.item), read));
  }
  if (update) {
    const id = on('POST', paths.item);
    operations.push(
      define(id, async (context, params, path) => update(context, await named(context, path), params), declared.update),
    );
  }
  if (list) {
    const id = on('GET', paths.collection);
    const page = async (context: Context, params: ParamsOf<typeof id>) =>
      listPage(context, type, params as PageParams, paths.collection, await list(params, context));
    operations.push(define(id, page, declared.list));
  }
  if (remove) {
    const del = async (context: Context, _params: object, path: Record<string, string>) =>
      remove(context, await named(context, path));
    operations.push(define(on('DELETE', paths.item), del));
  }
  return operations;
}

/** The id in an item's path, which has only one. */
function idIn(path: Record<string, string>): string {
  const [id = ''] = Object.values(path);
  return id;
}
