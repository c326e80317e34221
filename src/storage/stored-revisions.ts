import { createBoundedMap } from '../kernel/bounded-map.ts';
import type { Revision } from '../kernel/storage.ts';
import { encodeDelta } from './delta.ts';
import { compare, createTemplate, type Template } from './template.ts';

/** A revision as it is stored: `base` is the revision that `body` is a delta of, or null when it is whole. */
export interface StoredRevision extends Pick<Revision, 'revision' | 'id' | 'body'> {
  readonly base: number | null;
  /** The type of the objects that it can be the base of; null for none. */
  readonly baseOf: string | null;
}

/** A whole revision that others are stored as differences from. */
interface Base {
  readonly revision: number;
  readonly json: string;
  /** Made when it is first compared with; null if it cannot be. */
  template: Template | null | undefined;
  /** The revisions that are stored as differences from it. */
  uses: number;
}

/** Lengths of a base in characters: differences from a shorter one save nothing, and a longer one takes memory. */
const SHORTEST = 256;
const LONGEST = 16_384;
/** A base has this many uses, so that damage to one row of the disk affects few objects. */
const MOST_USES = 1_000;
/** Types of objects whose bases are in memory, of all worlds. */
const MOST_BASES = 512;

/**
 * Stores objects as their differences from another object of their type and world. Two payments differ in their ids and
 * a few more fields, so that takes a fifth of the bytes, and no JSON of the whole object has to be made.
 */
export interface StoredRevisions {
  /** Returns the revisions of one batch as they are stored: whole, or as differences from a base in the storage or in the batch. */
  encode(world: string, revisions: readonly Revision[]): StoredRevision[];
  /** Makes bases of revisions that were written. */
  learn(world: string, written: readonly StoredRevision[]): void;
  /** Clears the bases: after a rollback some do not exist. */
  forget(): void;
}

export function createStoredRevisions(): StoredRevisions {
  const bases = createBoundedMap<string, Base>({ most: MOST_BASES });
  const placeOf = (world: string, type: string) => `${world} ${type}`;

  return {
    encode(world, revisions) {
      /** Bases of this batch alone, until it is written. */
      let own: Map<string, Base> | undefined;
      const encoded: StoredRevision[] = [];
      // The last state of an object is read most, so an earlier one is stored as what differs from it.
      for (let n = revisions.length - 1; n >= 0; n--) {
        const revision = revisions[n];
        if (!revision) continue;
        const type = revision.object?.object ?? null;
        const base = type === null ? undefined : (own?.get(type) ?? bases.get(placeOf(world, type)));
        const stored = (base && different(revision, base)) ?? whole(revision, type);
        encoded.push(stored);
        if (stored.baseOf === null) continue;
        own ??= new Map();
        own.set(stored.baseOf, baseFrom(stored));
      }
      return encoded.reverse();
    },
    learn(world, written) {
      for (const stored of written) {
        if (stored.baseOf !== null) bases.set(placeOf(world, stored.baseOf), baseFrom(stored));
      }
    },
    forget: bases.clear,
  };
}

function baseFrom({ revision, body }: StoredRevision): Base {
  return { revision, json: body, template: undefined, uses: 0 };
}

function whole({ revision, id, body }: Revision, type: string | null): StoredRevision {
  const isBase = body.length >= SHORTEST && body.length <= LONGEST;
  return { revision, id, base: null, body, baseOf: isBase ? type : null };
}

/** The revision as differences from a base; undefined if it has to be whole. */
function different({ revision, id, object }: Revision, base: Base): StoredRevision | undefined {
  if (object === undefined || base.uses >= MOST_USES) return undefined;
  base.template ??= createTemplate(base.json) ?? null;
  const differences = base.template && compare(base.template, object);
  if (!differences) return undefined;
  const body = encodeDelta(base.json.length, differences);
  // Too different, so that this one is the better base for the next.
  if (body.length * 2 > base.json.length) return undefined;
  base.uses++;
  return { revision, id, base: base.revision, body, baseOf: null };
}
