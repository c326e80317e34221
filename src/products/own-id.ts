import type { Context } from '../kernel/context.ts';
import type { Entity, ResourceType } from '../kernel/entity.ts';
import { invalidRequest } from '../kernel/errors.ts';

/** The longest id that a caller may choose, in characters. */
const LONGEST_ID = 255;

/**
 * Returns an id chosen by the caller. Throws if it is taken or not valid in a path; ids of deleted objects can be
 * reused. `noun` names the object in errors.
 */
export async function checkOwnId<T extends Entity>(
  { work }: Context,
  type: ResourceType<T>,
  id: string,
  param = 'id',
  noun = type.noun,
): Promise<string> {
  if (id === '' || id.length > LONGEST_ID || /[\s/?#]/.test(id)) {
    throw invalidRequest(`Invalid id: at most ${LONGEST_ID} characters, without spaces and none of / ? #.`, { param });
  }
  if ((await work.get(type, id)) === undefined) return id;
  throw invalidRequest(`${noun.charAt(0).toUpperCase()}${noun.slice(1)} already exists.`, {
    code: 'resource_already_exists',
    param,
  });
}
