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
 * Returns the id of the object that last claimed a name; it may have released it since. The decision depends on the
 * result: of two that claim a name at once, the second reruns and finds the first. A list lookup would not conflict,
 * because there is no object to read yet.
 */
export async function holderOf({ work }: Context, name: string): Promise<string | undefined> {
  return (await work.get(claims, name))?.holder;
}

/** Assigns a name to an object, replacing any previous one. The caller checks that the previous object may lose it. */
export async function claim({ work }: Context, name: string, holder: string): Promise<void> {
  const current = await work.get(claims, name);
  if (!current) work.insert(claims, { id: name, object: 'claim', holder });
  else if (current.holder !== holder) work.save({ ...current, holder });
}
