import { type ContractType, type HashType, resourceShape } from '../contract/contract.ts';
import type { Context } from '../kernel/context.ts';
import type { Entity } from '../kernel/entity.ts';
import { invalidRequest } from '../kernel/errors.ts';
import type { Hash } from '../kernel/hash.ts';
import { visible } from '../kernel/visible.ts';

/** The greatest depth of an expansion, in fields. */
const DEEPEST_EXPANSION = 4;
/** The most expansions of one request. */
const MOST_EXPANSIONS = 100;

/** Loads the objects and lists that expansions name. */
export interface Expander {
  /**
   * Returns the object with this id, for a field that references objects of these names. It may be of another account of
   * the world: `owner` is the object with the field, which names that account.
   */
  load(context: Context, names: readonly string[], id: string, owner?: Hash): Promise<Entity | undefined>;
  /** Returns a field that is only sent when expanded, as `charge.refunds`; undefined if this object has none. */
  include(context: Context, object: Entity, field: string): Promise<unknown>;
}

/** Expansions by field: `{customer: {default_source: {}}}`. */
interface Expansions {
  [field: string]: Expansions;
}

/** Reads `expand[]`. Throws 400 for too many paths, and for paths that are too deep. */
export function parseExpand(paths: readonly string[] | undefined): Expansions | undefined {
  if (!paths || paths.length === 0) return undefined;
  if (paths.length > MOST_EXPANSIONS)
    throw invalidRequest(`At most ${MOST_EXPANSIONS} properties can be expanded at once.`, { param: 'expand' });
  const expansions: Expansions = Object.create(null) as Expansions;
  for (const path of paths) {
    const fields = path.split('.');
    const depth = fields[0] === 'data' ? fields.length - 1 : fields.length;
    if (depth > DEEPEST_EXPANSION) {
      throw invalidRequest(`You cannot expand more than ${DEEPEST_EXPANSION} levels of a property (${path}).`, {
        param: 'expand',
      });
    }
    let level = expansions;
    for (const field of fields) {
      level[field] ??= Object.create(null) as Expansions;
      level = level[field];
    }
  }
  return expansions;
}

/** Fields that a charge gets when it is settled, which is after the response unless it asks for them. */
const SETTLED: readonly string[] = ['application_fee', 'balance_transaction', 'transfer'];

/** True if expansions name a field, however deep, that settling a charge sets. */
export function showsSettlement(expansions: Expansions): boolean {
  return Object.entries(expansions).some(([field, deeper]) => SETTLED.includes(field) || showsSettlement(deeper));
}

/** The only field that a page may expand; the customer and the charges are for servers only. */
const EXPANDABLE_BY_PAGES = 'payment_method';

/** Throws if a publishable key may not expand one of the fields. */
export function checkPageMayExpand(expansions: Expansions): void {
  for (const [field, deeper] of Object.entries(expansions)) {
    const [inner] = Object.keys(deeper);
    if (field === EXPANDABLE_BY_PAGES && inner === undefined) continue;
    const path = inner === undefined ? field : `${field}.${inner}`;
    throw invalidRequest(`This property cannot be expanded with a publishable key (${path}).`, { param: 'expand' });
  }
}

/** The constants of one expansion. */
interface Expansion {
  readonly context: Context;
  readonly expander: Expander;
  /** The fields that an object has only at the caller's older version. */
  readonly former: (objectName: string) => Readonly<Record<string, ContractType>> | undefined;
}

/**
 * Replaces ids by their objects, in place: `object` is the response's own copy. Expanded objects are copied too, because
 * the unit of work keeps using its own. Throws 400 for a field that cannot be expanded.
 */
export async function expand(
  context: Context,
  expander: Expander,
  object: Hash,
  expansions: Expansions,
  former: Expansion['former'],
): Promise<void> {
  await expandHash({ context, expander, former }, object, pageShape(object) ?? shapeOf(object), expansions, '');
}

/** Lists and search results have no shape in the contract; only their `data` can be expanded. */
const LIST_SHAPE: HashType = {
  kind: 'hash',
  fields: new Map([['data', { kind: 'list', of: { kind: 'any' } }]]),
  required: new Set(),
};
/** `total_count` of a search is only counted when it is expanded. */
const SEARCH_SHAPE: HashType = {
  ...LIST_SHAPE,
  fields: new Map([...LIST_SHAPE.fields, ['total_count', { kind: 'integer' }]]),
};

function pageShape(object: Hash): HashType | undefined {
  if (object.object === 'list') return LIST_SHAPE;
  return object.object === 'search_result' ? SEARCH_SHAPE : undefined;
}

function shapeOf(object: Hash): HashType | undefined {
  return typeof object.object === 'string' ? resourceShape(object.object) : undefined;
}

function refusal(path: string): Error {
  return invalidRequest(
    `This property cannot be expanded (${path}). You may want to try expanding another property, or leave it out of \`expand\`.`,
    { param: 'expand' },
  );
}

async function expandHash(
  expansion: Expansion,
  hash: Hash,
  shape: HashType | undefined,
  expansions: Expansions,
  prefix: string,
  owner = ownerOf(hash),
): Promise<void> {
  for (const [field, deeper] of Object.entries(expansions)) {
    const path = prefix ? `${prefix}.${field}` : field;
    const former = typeof hash.object === 'string' ? expansion.former(hash.object) : undefined;
    const type = shape?.fields.get(field) ?? former?.[field];
    if (!type) throw refusal(path);
    await expandField(expansion, { hash, shape, owner }, field, type, deeper, path);
  }
}

/** A hash's object, and the path of the hash in it. */
interface Owner {
  readonly object: Entity;
  /** With a dot at the end; '' for the object itself. */
  readonly under: string;
}

function ownerOf(hash: Hash): Owner | undefined {
  return hasFields(hash) ? { object: hash, under: '' } : undefined;
}

/** A search result has no id, and its included field needs none. */
function hasFields(hash: Hash): hash is Hash & Entity {
  return typeof hash.id === 'string' || hash.object === 'search_result';
}

async function expandField(
  expansion: Expansion,
  { hash, shape, owner }: { hash: Hash; shape: HashType | undefined; owner: Owner | undefined },
  field: string,
  type: ContractType,
  deeper: Expansions,
  path: string,
): Promise<void> {
  const { context, expander } = expansion;
  const wantsMore = Object.keys(deeper).length > 0;
  let included: unknown;
  if (hash[field] === undefined && !shape?.required.has(field) && owner) {
    included = await expander.include(context, owner.object, `${owner.under}${field}`);
    if (included !== undefined) hash[field] = visible(included);
  }
  const names = expandableNames(type);
  const value = hash[field];
  if (names && typeof value === 'string') {
    const found = await expander.load(context, names, value, hash);
    if (found) hash[field] = visible(found);
  } else if (names && Array.isArray(value)) {
    hash[field] = await Promise.all(
      value.map(async (item) => {
        const found = typeof item === 'string' ? await expander.load(context, names, item) : undefined;
        return found ? visible(found) : item;
      }),
    );
  } else if (!names && !wantsMore && !isWhole(type) && included === undefined) {
    throw refusal(path);
  }
  if (!wantsMore) return;
  for (const inner of Array.isArray(hash[field]) ? (hash[field] as unknown[]) : [hash[field]]) {
    if (typeof inner !== 'object' || inner === null) continue;
    const innerShape = (inner as Hash).object === 'list' ? LIST_SHAPE : (shapeOf(inner as Hash) ?? hashIn(type));
    const part = owner && { ...owner, under: `${owner.under}${field}.` };
    await expandHash(expansion, inner as Hash, innerShape, deeper, path, ownerOf(inner as Hash) ?? part);
  }
}

function expandableNames(type: ContractType): readonly string[] | undefined {
  if (type.kind === 'expandable') return type.names;
  if (type.kind === 'list') return expandableNames(type.of);
  return undefined;
}

/** True for embedded objects and lists: `expand` may name them although there is nothing to load. */
function isWhole(type: ContractType): boolean {
  return (
    type.kind === 'object' ||
    type.kind === 'list_object' ||
    type.kind === 'hash' ||
    type.kind === 'map' ||
    (type.kind === 'list' && isWhole(type.of)) ||
    (type.kind === 'union' && type.of.some(isWhole))
  );
}

function hashIn(type: ContractType): HashType | undefined {
  if (type.kind === 'hash') return type;
  if (type.kind === 'list') return hashIn(type.of);
  if (type.kind === 'union') return type.of.map(hashIn).find((hash) => hash !== undefined);
  return undefined;
}
