import type { Context } from './context.ts';
import type { Entity, ResourceType } from './entity.ts';

/** A name that one object of a world has alone, and the id of that object. */
interface Claim extends Entity {
  readonly holder: string;
}

const claims: ResourceType<Claim> = {
  object: 'claim',
  prefix: 'claim',
  noun: 'claim',
  idParam: 'id',
  namedByCallers: true,
  listed: false,
};

/**
 * The id of the object that a name was last given to, which may have given it up since. A decision that asks rests on
 * the answer: of two that want a name at once, the second runs again and sees that the first has it. Looking through a
 * list would not tell it, since nothing is there yet to be read.
 */
export async function holderOf({ work }: Context, name: string): Promise<string | undefined> {
  return (await work.get(claims, name))?.holder;
}

/** Gives a name to an object, whoever had it. Whether they may lose it is the caller's to find out. */
export async function claim({ work }: Context, name: string, holder: string): Promise<void> {
  const current = await work.get(claims, name);
  if (!current) work.insert(claims, { id: name, object: 'claim', holder });
  else if (current.holder !== holder) work.save({ ...current, holder });
}
