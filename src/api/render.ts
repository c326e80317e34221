import type { Assembly } from '../kernel/assemble.ts';
import type { Context } from '../kernel/context.ts';
import type { Engine } from '../kernel/engine.ts';
import type { Entity } from '../kernel/entity.ts';
import type { StripeError } from '../kernel/errors.ts';
import type { Hash } from '../kernel/hash.ts';
import type { IdempotencyRecord } from '../kernel/storage.ts';
import { visible } from '../kernel/visible.ts';
import type { Codec } from './codecs/codec.ts';
import { checkPageMayExpand, type Expander, expand, parseExpand } from './expand.ts';
import { hideFromPages } from './for-pages.ts';
import type { ApiRequest } from './http.ts';
import { createRenderings } from './renderings.ts';
import type { Versions } from './versions/chain.ts';
import { createLookup } from './versions/lookup.ts';

/** An answer's status and JSON. */
export interface Rendered {
  readonly status: number;
  readonly body: string;
  /** The error in it, if it is one. */
  readonly error: StripeError | null;
  /** The one object whose stored revision gives this answer again; null when only the body does. */
  readonly source: Entity | null;
  /** The record of the first answer, when this one only repeats it. */
  readonly replayed: IdempotencyRecord | null;
}

const ANSWERED = { status: 200, error: null, replayed: null } as const;

/** Where the rendering of a stored object that was only read is kept; undefined for any other answer. */
function placeOf({ caller, work }: Context, result: Entity, version: string): string | undefined {
  if (caller.key !== 'secret' || !work.isEmpty || !work.isStored(result)) return undefined;
  return `${work.world} ${work.revisionOf(result)} ${version}`;
}

/** Turns what handlers return into answers: expanded, at the caller's version, without anything internal. */
export function createRenderer(engine: Engine, assembly: Assembly, expander: Expander, versions: Versions) {
  /** True for an object that keeps its version, and for a list of such objects. */
  function keepsVersion({ object, data }: Hash): boolean {
    if (object === 'list' && Array.isArray(data)) return data.length > 0 && data.every(keepsVersion);
    return typeof object === 'string' && assembly.resources.get(object)?.keepsVersion === true;
  }

  async function atVersion(
    context: Context,
    copy: Hash,
    version: string,
  ): Promise<{ object: object; lookedUp: boolean }> {
    if (keepsVersion(copy)) return { object: copy, lookedUp: false };
    const lookup = createLookup(context, expander);
    const object = await versions.downgradeResponse(copy, version, lookup);
    return { object, lookedUp: lookup.used };
  }

  const renderings = createRenderings();

  return {
    async render(
      context: Context,
      result: Entity,
      options: { version: string; expand: string[] | undefined; codec: Codec; request: ApiRequest },
    ): Promise<Rendered> {
      const wishes = parseExpand(options.expand);
      const place = wishes ? undefined : placeOf(context, result, options.version);
      const before = place && renderings.get(place);
      if (before) return { ...ANSWERED, body: before, source: result };
      const copy = visible(result) as unknown as Hash;
      if (wishes) {
        if (context.caller.key === 'publishable') checkPageMayExpand(wishes);
        await expand(context, expander, copy, wishes, (name) => versions.formerFields(name, options.version));
      }
      hideFromPages(assembly, context.caller, copy);
      const { object, lookedUp } = await atVersion(context, copy, options.version);
      const body = JSON.stringify(options.codec.resultBody(object, options.request));
      const plain = !wishes && !lookedUp && context.caller.key === 'secret' && context.work.isStored(result);
      if (plain && place) renderings.set(place, body);
      return { ...ANSWERED, body, source: plain ? result : null };
    },

    async renderError(
      context: Context,
      error: StripeError,
      { version, codec }: { version: string; codec: Codec },
    ): Promise<Rendered> {
      const shown = visible(codec.errorBody(error));
      hideFromPages(assembly, context.caller, shown);
      const { object } = await atVersion(context, shown, version);
      return { status: error.status, body: JSON.stringify(object), error, source: null, replayed: null };
    },

    /** The answer that an idempotency record remembers. */
    async replay(context: Context, record: IdempotencyRecord, version: string): Promise<Rendered> {
      const answer = { status: record.status, error: null, source: null, replayed: record };
      if (record.body !== null) return { ...answer, body: record.body };
      const stored =
        record.revision === null ? undefined : await engine.storage.readRevision(context.work.world, record.revision);
      if (!stored) throw new Error(`revision ${record.revision} of an idempotent answer is gone`);
      const { object } = await atVersion(context, visible(JSON.parse(stored.body) as Hash), version);
      return { ...answer, body: JSON.stringify(object) };
    },
  };
}
