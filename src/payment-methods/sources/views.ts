import type { Context } from '../../kernel/context.ts';
import type { Entity } from '../../kernel/entity.ts';
import { findSource } from './find.ts';
import { viewOf } from './view.ts';

/** The view of an object name, or undefined when the id names something else. */
function showing(object: 'card' | 'source') {
  return async (context: Context, id: string): Promise<Entity | undefined> => {
    const found = await findSource(context, id);
    const view = found && viewOf(found);
    return view?.object === object ? view : undefined;
  };
}

/** Cards and sources by their object names, for expanding; they are kept as payment methods. */
export const SOURCE_VIEWS: Readonly<Record<string, (context: Context, id: string) => Promise<Entity | undefined>>> = {
  card: showing('card'),
  source: showing('source'),
};
