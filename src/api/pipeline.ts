import type { RequestBodyMemory } from '../events/request-bodies.ts';
import { idempotencyKeyIn } from '../kernel/account-names.ts';
import { isAttachment } from '../kernel/attachment.ts';
import { ticks } from '../kernel/clock.ts';
import type { Context } from '../kernel/context.ts';
import type { Acting } from '../kernel/engine.ts';
import type { Entity } from '../kernel/entity.ts';
import { CommittedError, StripeError, withLogUrl } from '../kernel/errors.ts';
import { refuseNotYet } from '../kernel/not-yet.ts';
import { keyOfStored } from '../kernel/object-map.ts';
import type { ObservedRequest } from '../kernel/observer.ts';
import type { IdempotencyRecord } from '../kernel/storage.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import type { RequestEntry } from '../shared/request-entry.ts';
import { enterClock } from '../test-clocks/turnstile.ts';
import { holdsSecretKey } from './authenticate.ts';
import { chooseCodec } from './codecs/choose-codec.ts';
import type { Expander } from './expand.ts';
import { type ApiAnswer, type ApiRequest, COMMON_HEADERS, PAGES_MAY_READ } from './http.ts';
import { checkSameRequest, keyInUse, placeOfKey, requestFingerprint } from './idempotency.ts';
import { bytesOf, textOf } from './json-text.ts';
import { checkMayExpand } from './keys/permissions.ts';
import { createPass, type Passed, type PassParts, type Seen } from './pass.ts';
import { isReadByPeople, prettyPrint } from './pretty-print.ts';
import { ANSWERED, ATTACHED, createRenderer, type Rendered } from './render.ts';
import { refusalOf } from './render-error.ts';
import { requestEntry } from './request-entry.ts';

/** The parts of the pipeline. */
interface PipelineParts extends PassParts {
  readonly expander: Expander;
  readonly log: (world: string, entry: RequestEntry) => void;
  /** Receives the bodies of a logged request. */
  readonly keepBodies?: RequestBodyMemory['add'];
  readonly observe?: ((request: ObservedRequest) => void) | undefined;
  /** Receives internal errors. */
  readonly report: (error: unknown, requestId: string) => void;
}

/** The idempotency key of a request, and the fingerprint that its repetitions must have. */
interface Once {
  readonly key: string;
  /** The key under which the response is recorded. */
  readonly place: string;
  readonly fingerprint: string;
}

/** The part of a fingerprint that distinguishes requests under one key: 96 bits. */
const CAUSE_CHARACTERS = 16;

/** Creates the API: a function from request to response that never throws. */
export function createPipeline(parts: PipelineParts): (request: ApiRequest) => Promise<ApiAnswer> {
  const { engine } = parts;
  const renderer = createRenderer(engine, parts.assembly, parts.expander, parts.versions);
  const pass = createPass(parts);
  const inFlight = new Set<string>();

  /** Runs the handler in a unit of work and renders the result. The response is sent only after the commit. */
  async function perform(passed: Passed, once: Once | null): Promise<Rendered> {
    const { request, operation, requestId, codec, key, identity, version } = passed;
    const { acting } = passed;
    const origin = { id: requestId, idempotencyKey: key, cause: once === null ? requestId : causeOf(once, acting) };
    const record = (work: UnitOfWork, answer: Rendered): IdempotencyRecord | null =>
      once === null || answer.replayed ? null : toRecord(work, answer, once, requestId, engine.clock.now());
    const params = { ...passed.params };
    parts.versions.upgradeRequest(operation.actsAs ?? operation.id, params, passed.paramsVersion);
    const own = params.expand === undefined ? params : withoutExpand(params);
    const { restriction } = identity;
    const options = {
      version,
      expand: params.expand as string[] | undefined,
      codec,
      request,
      checkExpanded: restriction && ((objectName: string) => checkMayExpand(restriction, objectName)),
    };
    const run = (decide: (context: Context) => Promise<Rendered>) =>
      engine.run(
        identity.world,
        { origin, caller: passed.caller, acting, record },
        async (context) => (once && (await answeredBefore(context, passed, once))) ?? decide(context),
      );
    try {
      return await run(async (context) => {
        try {
          refuseNotYet(own, operation.notYet);
          if (request.method !== 'GET' || operation.isOnClock) {
            const about = objectsNamedIn(passed.path, own);
            if (about.length > 0) await enterClock(context, about, () => engine.clock.now());
          }
          const result = (await operation.handle(context, own, passed.path)) as Entity;
          if (isAttachment(result)) return { ...ATTACHED, attachment: result };
          return await renderer.render(context, result, options);
        } catch (error) {
          if (error instanceof CommittedError) return renderer.renderError(context, logged(error, passed), options);
          throw error;
        }
      });
    } catch (error) {
      if (!(error instanceof StripeError) || error.status === 429 || error.detail.type === 'idempotency_error')
        throw error;
      if (!codec.replaysRefusals) throw error;
      // The handler threw and its writes were discarded. Store the error under the idempotency key, if any.
      return run((context) => renderer.renderError(context, logged(error, passed), options));
    }
  }

  /** Replays the response of a key that was used before. Looked up in every run, so that a race has one winner. */
  async function answeredBefore(context: Context, passed: Passed, once: Once): Promise<Rendered | undefined> {
    const { world, connected } = context.work;
    const record = await engine.storage.readIdempotency(world, idempotencyKeyIn(connected, once.place));
    if (!record) return undefined;
    checkSameRequest(record, once.key, once.fingerprint);
    return renderer.replay(context, record, passed.version);
  }

  /**
   * Reads the object that is the response as it is stored. Undefined if there is more to do: it is missing, the caller
   * sees it otherwise, or the request asks for more.
   */
  async function readStored(passed: Passed): Promise<Rendered | undefined> {
    const { operation, identity, codec, acting, params, path } = passed;
    const type = operation.stored;
    if (!type || identity.key !== 'secret' || !codec.sendsResults || !isEmpty(params)) return undefined;
    const [id = ''] = Object.values(path);
    const row = await engine.storage.readObject(identity.world, keyOfStored(acting?.id ?? null, type, id));
    if (!row || row.deleted || row.type !== type.object) return undefined;
    const body = renderer.storedObject(row.body, passed.version);
    if (body === undefined) return undefined;
    // The object may be of a commit that is not durable yet.
    await engine.storage.flushed();
    return { ...ANSWERED, body, source: null, revision: row.revision };
  }

  /** As `perform`, but throws if this process is running a request with the same key. */
  async function performOnce(passed: Passed): Promise<Rendered> {
    const { key, identity, acting, operation } = passed;
    if (key === null) return (await readStored(passed)) ?? perform(passed, null);
    const place = placeOfKey(identity, key);
    const running = `${acting?.id ?? identity.world} ${place}`;
    if (inFlight.has(running)) throw keyInUse(key);
    inFlight.add(running);
    try {
      const target = `${operation.id} ${Object.values(passed.path).join(' ')} ${identity.key}`;
      return await perform(passed, {
        key,
        place,
        fingerprint: requestFingerprint(identity.fingerprintKey, {
          path: passed.request.path,
          target,
          version: passed.version,
          params: passed.params,
        }),
      });
    } finally {
      inFlight.delete(running);
    }
  }

  return async function answer(request) {
    const requestId = `req_${engine.ids.random(14)}`;
    const begun = ticks();
    const codec = chooseCodec(request.path);
    const seen: Seen = {};
    const headers: Record<string, string> = { ...COMMON_HEADERS, 'request-id': requestId };
    let rendered: Rendered;
    try {
      rendered = await performOnce(await pass(request, requestId, codec, seen));
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal !== error) parts.report(error, requestId);
      const { identity } = seen;
      const shown =
        identity?.key === 'secret'
          ? withLogUrl(refusal, logUrl(request, requestId, identity.account ?? identity.world))
          : refusal;
      rendered = {
        status: refusal.status,
        body: JSON.stringify(codec.errorBody(shown)),
        error: refusal,
        source: null,
        replayed: null,
      };
    }
    const { status } = rendered;
    const key = seen.key ?? null;
    if (status === 401) headers['www-authenticate'] = 'Basic realm="Stripe"';
    const retry = shouldRetry(status, key);
    if (retry !== undefined) headers['stripe-should-retry'] = retry;
    if (key !== null) Object.assign(headers, idempotencyHeaders(key, requestId, rendered));
    if (seen.version !== undefined) headers['stripe-version'] = seen.version;
    if (request.identity === undefined && pagesMayRead(request, seen)) Object.assign(headers, PAGES_MAY_READ);
    const ms = ticks() - begun;
    // The dashboard reads all the time; its reads would push the requests of programs out of the log.
    const isLogged = seen.identity?.source === undefined || request.method !== 'GET';
    if (seen.identity && isLogged) {
      const { identity, version } = seen;
      const answered = { id: requestId, at: engine.clock.now(), ms, identity, version, idempotencyKey: key };
      parts.log(identity.world, requestEntry(request, rendered, answered));
      parts.keepBodies?.(requestId, seen.sent, rendered.revision ?? rendered.body);
    }
    parts.observe?.(observed(request, requestId, seen, rendered, ms));
    const { attachment } = rendered;
    if (attachment)
      return { status, headers: { ...headers, ...attachment.headers }, body: '', bytes: attachment.bytes };
    const { body } = rendered;
    if (isReadByPeople(request.header('user-agent'))) return { status, headers, body: prettyPrint(textOf(body)) };
    return typeof body === 'string' ? { status, headers, body } : { status, headers, body: '', bytes: bytesOf(body) };
  };
}

/** Parameters that name the object whose test clock a request is on. */
const ON_CLOCK_OF = [
  'customer',
  'test_clock',
  'subscription',
  'from_subscription',
  'invoice',
  'payment_intent',
  'charge',
] as const;

/** The ids by which a request finds its test clock. Those of clocks themselves are only parameters. */
function objectsNamedIn(path: Record<string, string>, params: Record<string, unknown>): string[] {
  const ids: string[] = [];
  for (const name of ON_CLOCK_OF) {
    const id = params[name];
    if (typeof id === 'string' && id !== '') ids.push(id);
  }
  for (const name in path) if (name !== 'test_clock') ids.push(path[name] as string);
  return ids;
}

function withoutExpand(params: Record<string, unknown>): Record<string, unknown> {
  const { expand: _, ...own } = params;
  return own;
}

function isEmpty(params: object): boolean {
  for (const _ in params) return false;
  return true;
}

/** An error as the holder of a secret key gets it: with the page that shows its request. */
function logged(error: StripeError, { request, requestId, identity, acting }: Passed): StripeError {
  if (identity.key !== 'secret') return error;
  return withLogUrl(error, logUrl(request, requestId, acting?.id ?? identity.world));
}

/** The page of the dashboard that shows a request. */
function logUrl({ baseUrl }: ApiRequest, requestId: string, account: string): string {
  return `${baseUrl}/dashboard/${account}/logs/${requestId}`;
}

/** Names what a request with an idempotency key is done for. Each account has keys of its own. */
function causeOf({ key, fingerprint }: Once, acting: Acting | null): string {
  const cause = `${key}:${fingerprint.slice(0, CAUSE_CHARACTERS)}`;
  return acting === null ? cause : `${acting.id}:${cause}`;
}

/** True for publishable keys and keys of pages, and for requests refused before their key was known, unless it is secret. */
function pagesMayRead(request: ApiRequest, { identity }: Seen): boolean {
  return identity ? identity.key !== 'secret' : !holdsSecretKey(request.header('authorization'));
}

function observed(
  { method }: ApiRequest,
  id: string,
  { identity, path }: Seen,
  { status, error, replayed }: Rendered,
  ms: number,
): ObservedRequest {
  return {
    id,
    method,
    path: path ?? null,
    status,
    ms,
    key: identity?.key ?? null,
    world: identity?.world ?? null,
    replayed: replayed !== null,
    errorType: error?.detail.type ?? null,
    errorCode: error?.detail.code ?? null,
    declineCode: error?.detail.decline_code ?? null,
  };
}

/** The advice to SDKs, which retry a 5xx without it: `false` once a response is final, undefined to leave it to them. */
function shouldRetry(status: number, key: string | null): 'true' | 'false' | undefined {
  if (status === 409 || status === 429) return 'true';
  if (status === 501) return 'false';
  return key !== null && status < 500 ? 'false' : undefined;
}

/** The headers of a response to a request with a key: the request that the response was made for, and if it is replayed. */
function idempotencyHeaders(key: string, requestId: string, { replayed, error }: Rendered): Record<string, string> {
  if (replayed) {
    return { 'idempotency-key': key, 'idempotent-replayed': 'true', 'original-request': replayed.requestId };
  }
  // Another request has the key, so this one is not the original of anything.
  if (error?.detail.type === 'idempotency_error') return { 'idempotency-key': key };
  return { 'idempotency-key': key, 'original-request': requestId };
}

function toRecord(work: UnitOfWork, answer: Rendered, once: Once, requestId: string, nowMs: number): IdempotencyRecord {
  const { source } = answer;
  // A later step changed the object, so its revision no longer matches the response.
  const revision = source !== null && work.isStored(source) ? work.revisionOf(source) : undefined;
  return {
    key: once.place,
    fingerprint: once.fingerprint,
    requestId,
    status: answer.status,
    revision: revision ?? null,
    body: revision === undefined ? textOf(answer.body) : null,
    created: Math.floor(nowMs / 1000),
  };
}
