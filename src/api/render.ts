import type { Assembly } from '../kernel/assemble.ts';
import type { Attachment } from '../kernel/attachment.ts';
import type { Context } from '../kernel/context.ts';
import type { Engine } from '../kernel/engine.ts';
import type { Entity } from '../kernel/entity.ts';
import type { StripeError } from '../kernel/errors.ts';
import type { Hash } from '../kernel/hash.ts';
import type { IdempotencyRecord } from '../kernel/storage.ts';
import { shownFields } from '../kernel/stored-json.ts';
import { asStoredPage } from '../kernel/stored-page.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import { visible } from '../kernel/visible.ts';
import type { Codec } from './codecs/codec.ts';
import { checkPageMayExpand, type Expander, expand, parseExpand, showsSettlement } from './expand.ts';
import type { ApiRequest } from './http.ts';
import { type JsonText, listJson, toJson } from './json-text.ts';
import { redactForPages } from './redact-for-publishable-keys.ts';
import { createRenderings } from './renderings.ts';
import type { Versions } from './versions/chain.ts';
import { createLookup } from './versions/lookup.ts';

/** The status and JSON of a response. */
export interface Rendered {
  readonly status: number;
  readonly body: JsonText;
  /** Sent in place of the JSON. */
  readonly attachment?: Attachment;
  /** The error that it renders, if any. */
  readonly error: StripeError | null;
  /** The object whose stored revision renders to this response; null if only the body can be replayed. */
  readonly source: Entity | null;
  /** The stored revision that the body is cut out of, if it is. */
  readonly revision?: number | undefined;
  /** The record of the first response, if this one replays it. */
  readonly replayed: IdempotencyRecord | null;
}

export const ANSWERED = { status: 200, error: null, replayed: null } as const;

/** A response with an attachment. */
export const ATTACHED = { ...ANSWERED, body: '', source: null } as const;

/** The cache key of a stored object that was only read; undefined for any other response. */
function placeOf({ caller, work }: Context, result: Entity, version: string): string | undefined {
  if (caller.key !== 'secret' || !work.isEmpty || !work.isStored(result)) return undefined;
  return `${work.world} ${work.revisionOf(result)} ${version}`;
}

/** Renders the results of handlers: expanded, at the caller's version, without internal fields. */
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

  /** A stored object at a version, up to its closing brace; undefined if it has to be parsed and changed first. */
  function fieldsAt(stored: string, version: string): string | undefined {
    return versions.isSame(stored, version) ? shownFields(stored) : undefined;
  }

  /** The response to a secret key that is a stored object; undefined as in `fieldsAt`. */
  function storedObject(stored: string, version: string): string | undefined {
    const fields = fieldsAt(stored, version);
    return fields && `${fields}}`;
  }

  /** As `storedObject`, for any result of a handler: an object as it is stored, or a page of them. */
  function asStored(work: UnitOfWork, result: Entity, version: string): JsonText | undefined {
    const page = asStoredPage(result);
    if (!page) {
      const stored = work.jsonOf(result);
      return stored && storedObject(stored, version);
    }
    const shown: string[] = [];
    for (const object of page.objects) {
      const fields = fieldsAt(object, version);
      if (fields === undefined) return undefined;
      shown.push(fields);
    }
    return listJson(shown, { has_more: page.has_more, url: page.url });
  }

  return {
    storedObject,

    async render(
      context: Context,
      result: Entity,
      options: {
        version: string;
        expand: string[] | undefined;
        codec: Codec;
        request: ApiRequest;
        /** Throws if the caller may not read the expanded objects of a name. */
        checkExpanded?: ((objectName: string) => void) | undefined;
      },
    ): Promise<Rendered> {
      const expansions = parseExpand(options.expand);
      const isPlain = !expansions && context.caller.key === 'secret';
      const stored =
        isPlain && options.codec.sendsResults ? asStored(context.work, result, options.version) : undefined;
      if (stored !== undefined) {
        if (!context.work.isStored(result)) return { ...ANSWERED, body: stored, source: null };
        return { ...ANSWERED, body: stored, source: result, revision: context.work.revisionOf(result) };
      }
      const place = expansions ? undefined : placeOf(context, result, options.version);
      const before = place && renderings.get(place);
      if (before) return { ...ANSWERED, body: before, source: result };
      const copy = visible(result) as unknown as Hash;
      if (expansions) {
        if (context.caller.key === 'publishable') checkPageMayExpand(expansions);
        if (showsSettlement(expansions)) await context.runLater();
        const loads = options.checkExpanded ? checked(expander, options.checkExpanded) : expander;
        await expand(context, loads, copy, expansions, (name) => versions.formerFields(name, options.version));
      }
      redactForPages(assembly, context.caller, copy);
      const { object, lookedUp } = await atVersion(context, copy, options.version);
      const body = toJson(options.codec.resultBody(object, options.request));
      const canReplay = isPlain && !lookedUp && context.work.isStored(result);
      if (canReplay && place && typeof body === 'string') renderings.set(place, body);
      return { ...ANSWERED, body, source: canReplay ? result : null };
    },

    async renderError(
      context: Context,
      error: StripeError,
      { version, codec }: { version: string; codec: Codec },
    ): Promise<Rendered> {
      const shown = visible(codec.errorBody(error));
      redactForPages(assembly, context.caller, shown);
      const { object } = await atVersion(context, shown, version);
      return { status: error.status, body: JSON.stringify(object), error, source: null, replayed: null };
    },

    /** Renders the response in an idempotency record. */
    async replay(context: Context, record: IdempotencyRecord, version: string): Promise<Rendered> {
      const answer = { status: record.status, error: null, source: null, replayed: record };
      if (record.body !== null) return { ...answer, body: record.body };
      const stored =
        record.revision === null ? undefined : await engine.storage.readRevision(context.work.world, record.revision);
      if (!stored) throw new Error(`revision ${record.revision} of an idempotent response is missing`);
      const { object } = await atVersion(context, visible(JSON.parse(stored.body) as Hash), version);
      return { ...answer, body: JSON.stringify(object) };
    },
  };
}

/** An expander that checks each object that it loads. */
function checked(expander: Expander, check: (objectName: string) => void): Expander {
  return {
    ...expander,
    async load(context, names, id, owner) {
      const found = await expander.load(context, names, id, owner);
      if (found) check(found.object);
      return found;
    },
  };
}
