import type { Context } from './context.ts';
import type { Entity, ResourceType } from './entity.ts';
import { listPage, type PageParams } from './list.ts';
import { type Operation, type OperationId, operation, type ParamsOf, type PathOf } from './operation.ts';

/** Every operation id that has this method and path, and nothing when the API has none. */
type On<Method extends string, Path extends string> = Extract<OperationId, `${Method} ${Path}`>;

interface Filters<T> {
  by?: string;
  keep?: (object: T) => boolean;
}

/**
 * The plain verbs of a resource: create, retrieve, update, list, delete. Declares only those that are given; a verb
 * with more behaviour than these has a file of its own.
 */
export function resource<T extends Entity, Collection extends string, Item extends string>(
  type: ResourceType<T>,
  paths: { collection: Collection; item: Item },
  verbs: {
    create?: (context: Context, params: ParamsOf<On<'POST', Collection>>) => Promise<T>;
    retrieve?: true | ((context: Context, id: string) => Promise<Entity>);
    update?: (context: Context, current: T, params: ParamsOf<On<'POST', Item>>) => Promise<T>;
    /** Which list a filter walks (`by`), and what else has to hold (`keep`). */
    list?: (params: ParamsOf<On<'GET', Collection>>, context: Context) => Filters<T> | Promise<Filters<T>>;
    remove?: (context: Context, current: T) => Promise<Entity>;
  },
): Operation[] {
  const operations: Operation[] = [];
  const declare = (
    id: string,
    handle: (context: Context, params: never, path: Record<string, string>) => Promise<unknown>,
  ) => operations.push(operation(id as OperationId, handle as never));
  const idIn = (path: PathOf<string>) => Object.values(path)[0] as string;
  const { create, retrieve, update, list, remove } = verbs;

  if (create) declare(`POST ${paths.collection}`, (context, params) => create(context, params));
  if (retrieve) {
    declare(`GET ${paths.item}`, async (context, _params, path) => {
      if (retrieve !== true) return retrieve(context, idIn(path));
      const found = await context.work.require(type, idIn(path));
      return type.asOf ? type.asOf(found, context.work.now) : found;
    });
  }
  if (update) {
    declare(`POST ${paths.item}`, async (context, params, path) =>
      update(context, await context.work.require(type, idIn(path)), params),
    );
  }
  if (list) {
    declare(`GET ${paths.collection}`, async (context, params) =>
      listPage(context, type, params as PageParams, paths.collection, await list(params, context)),
    );
  }
  if (remove) {
    declare(`DELETE ${paths.item}`, async (context, _params, path) =>
      remove(context, await context.work.require(type, idIn(path))),
    );
  }
  return operations;
}
