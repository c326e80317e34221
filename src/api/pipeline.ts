import { allOperations, type ContractType, type HashType } from '../contract/contract.ts';
import { createRoutes, type Found } from '../contract/routes.ts';
import type { RequestBodyMemory } from '../events/request-bodies.ts';
import { idempotencyKeyIn, scopeOf } from '../kernel/account-names.ts';
import type { Assembly } from '../kernel/assemble.ts';
import { isAttachment } from '../kernel/attachment.ts';
import { ticks } from '../kernel/clock.ts';
import type { Caller, Context } from '../kernel/context.ts';
import { cutText } from '../kernel/cut-text.ts';
import type { Acting, Engine } from '../kernel/engine.ts';
import type { Entity } from '../kernel/entity.ts';
import { accountInvalid, CommittedError, StripeError, withLogUrl } from '../kernel/errors.ts';
import { refuseNotYet } from '../kernel/not-yet.ts';
import { keyOfStored } from '../kernel/object-map.ts';
import type { ObservedRequest } from '../kernel/observer.ts';
import type { Access, Operation } from '../kernel/operation.ts';
import { isOwnOrigin } from '../kernel/own-origin.ts';
import type { IdempotencyRecord } from '../kernel/storage.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import type { RequestEntry } from '../shared/request-entry.ts';
import { enterClock } from '../test-clocks/turnstile.ts';
import { holdsSecretKey, secretKeyInPage, secretKeyRequired } from './authenticate.ts';
import { withParamsAsHeaders } from './client-params.ts';
import { chooseCodec } from './codecs/choose-codec.ts';
import type { Codec } from './codecs/codec.ts';
import type { Expander } from './expand.ts';
import { type ApiAnswer, type ApiRequest, COMMON_HEADERS, PAGES_MAY_READ } from './http.ts';
import { checkSameRequest, idempotencyKey, keyInUse, placeOfKey, requestFingerprint } from './idempotency.ts';
import type { Identity } from './identity.ts';
import { bytesOf, textOf } from './json-text.ts';
import { checkOfCustomer } from './keys/ephemeral.ts';
import { checkMayExpand, checkPermission } from './keys/permissions.ts';
import { pageParams } from './page-params.ts';
import { isReadByPeople, prettyPrint } from './pretty-print.ts';
import { ANSWERED, ATTACHED, createRenderer, type Rendered } from './render.ts';
import { notBuilt, refusalOf, unknownUrl } from './render-error.ts';
import { requestEntry } from './request-entry.ts';
import { isOfFixture, readFixture } from './stripe-cli/fixtures.ts';
import { extendShape } from './validate-extend.ts';
import type { Versions } from './versions/chain.ts';
import { checkAnswered, previewsOf } from './versions/versions.ts';

/** The parts of the pipeline. */
interface PipelineParts {
  readonly engine: Engine;
  readonly assembly: Assembly;
  readonly expander: Expander;
  readonly versions: Versions;
  readonly authenticate: (authorization: string | undefined) => Promise<Identity>;
  readonly log: (world: string, entry: RequestEntry) => void;
  /** Receives the bodies of a logged request. */
  readonly keepBodies?: RequestBodyMemory['add'];
  readonly observe?: ((request: ObservedRequest) => void) | undefined;
  /** Receives internal errors. */
  readonly report: (error: unknown, requestId: string) => void;
}

/** The facts of a request for logs, as far as it was read before it was refused. */
interface Seen {
  identity?: Identity;
  version?: string;
  path?: string;
  /** Its parameters as they were sent. */
  sent?: string;
  /** Its Idempotency-Key; null if it has none, or if keys have no effect on the operation. */
  key?: string | null;
}

/** An authenticated request with valid parameters. */
interface Passed {
  readonly request: ApiRequest;
  readonly requestId: string;
  readonly codec: Codec;
  readonly identity: Identity;
  /** The connected account that it is for; null for the platform itself. */
  readonly acting: Acting | null;
  readonly version: string;
  readonly operation: Operation;
  readonly params: Record<string, unknown>;
  /** The version that the parameters are of. */
  readonly paramsVersion: string;
  readonly path: Record<string, string>;
  readonly key: string | null;
  readonly caller: Caller;
}

/** The idempotency key of a request, and the fingerprint that its repetitions must have. */
interface Once {
  readonly key: string;
  /** The key under which the response is recorded. */
  readonly place: string;
  readonly fingerprint: string;
}

/** The longest user agent that objects keep, in characters. */
const LONGEST_USER_AGENT = 2_000;

/** The part of a fingerprint that distinguishes requests under one key: 96 bits. */
const CAUSE_CHARACTERS = 16;

/** True if a kind of key may call an operation; `access` is undefined for one that is not built. */
function mayCall(key: Identity['key'], access: Access | undefined): boolean {
  if (key === 'secret') return true;
  if (key === 'page') return access === 'page';
  return access === 'client_secret' || access === 'publishable';
}

/** Creates the API: a function from request to response that never throws. */
export function createPipeline(parts: PipelineParts): (request: ApiRequest) => Promise<ApiAnswer> {
  const { engine } = parts;
  const renderer = createRenderer(engine, parts.assembly, parts.expander, parts.versions);
  const contractForPages = createContractsForPages();
  const find = createFinder(parts.assembly);
  const inFlight = new Set<string>();

  /** Does everything before the handler: authenticates, finds version and operation, and validates the parameters. */
  async function pass(sent: ApiRequest, requestId: string, codec: Codec, seen: Seen): Promise<Passed> {
    refuseSecretsOfPages(sent);
    const isTrusted = sent.identity !== undefined || holdsSecretKey(sent.header('authorization'));
    const request = isTrusted ? sent : await withParamsAsHeaders(sent);
    const identity = request.identity ?? (await parts.authenticate(request.header('authorization')));
    seen.identity = identity;
    const world = await engine.worlds.open(identity.world);
    const version = codec.version(request.header('stripe-version'), world.settings.apiVersion);
    seen.version = version;
    const asked = accountAsked(identity, codec, request);
    const acting = asked === null ? null : await actingFor(identity, asked);
    const found = find(request.method, request.path);
    if (!found) throw unknownUrl(request.method, request.path);
    const { id, path: template, result } = found.operation;
    seen.path = template;
    const operation = parts.assembly.operations.get(id);
    if (!mayCall(identity.key, operation?.access)) throw secretKeyRequired();
    if (identity.restriction) checkPermission(identity.restriction, operation?.actsAs ?? id);
    if (!operation) throw notBuilt(id);
    checkAnswered(version, id);
    const isKeyed = codec.idempotentMethods.includes(request.method) && !operation.isKeyless;
    const key = isKeyed ? idempotencyKey(request.header('idempotency-key')) : null;
    seen.key = key;
    const isPage = identity.key !== 'secret';
    const read = (readable: ApiRequest, asOf: string) => {
      const older = parts.versions.acceptedParams(operation.actsAs ?? id, asOf) ?? NOTHING_MORE;
      const contract = {
        params: isPage ? contractForPages(operation, asOf, older) : operation.params(),
        isPageOfV2: result?.kind === 'v2_list',
      };
      return codec.readParams(readable, contract, isPage ? NOTHING_MORE : older, (text) => {
        seen.sent = text;
      });
    };
    const fixture = isOfFixture(request) ? await readFixture(request, version, read) : undefined;
    const params = fixture?.params ?? (await read(request, version));
    const paramsVersion = fixture?.version ?? version;
    const { customer, masked } = identity;
    if (customer !== undefined) checkOfCustomer({ customer, masked }, id, found.pathParams, params);
    if (identity.key === 'publishable' && operation.access === 'client_secret' && params.client_secret === undefined) {
      throw secretKeyRequired();
    }
    const caller: Caller = {
      key: identity.key,
      masked: identity.masked,
      previews: previewsOf(request.header('stripe-version')),
      pageKey: identity.pageKey,
      customer,
      ip: request.ip,
      userAgent: userAgentOf(request),
      baseUrl: request.baseUrl,
    };
    const path = found.pathParams;
    return {
      request,
      requestId,
      codec,
      identity,
      acting,
      version,
      operation,
      params,
      paramsVersion,
      path,
      key,
      caller,
    };
  }

  /** Throws unless the account is connected to the key's platform. */
  async function actingFor(identity: Identity, account: string): Promise<Acting> {
    const isOfPlatform = scopeOf(account).world === identity.world;
    const acting = isOfPlatform ? await engine.findAccount(identity.world, account) : undefined;
    if (!acting) throw accountInvalid(identity.masked, account);
    return acting;
  }

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
    // What was read may be in a commit that is not durable yet.
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

/** The account that a request is for: that of its key, or the one that a header names; null for the platform itself. */
function accountAsked(identity: Identity, codec: Codec, request: ApiRequest): string | null {
  const { world, account } = identity;
  let asked = account ?? world;
  for (const name of codec.accountHeaders) {
    const named = request.header(name) || asked;
    // A key of an account, and the headers of one request, all have to mean the same account.
    if (named !== asked && asked !== world) throw accountInvalid(identity.masked, named);
    asked = named;
  }
  return asked === world ? null : asked;
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

/** Throws if a page of another origin sends a secret key: everyone who opens that page has the key. */
function refuseSecretsOfPages(request: ApiRequest): void {
  const origin = request.header('origin');
  if (origin === undefined || isOwnOrigin(origin, request.baseUrl, request.header('host'))) return;
  if (holdsSecretKey(request.header('authorization'))) throw secretKeyInPage(origin);
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

/** Returns the contracts of what pages may send, at each version. `older` are the parameters of that version alone. */
function createContractsForPages() {
  // The validator caches what it prepares by the identity of a contract, so each one is made once.
  const contracts = new Map<string, HashType>();
  return (operation: Operation, version: string, older: Readonly<Record<string, ContractType>>): HashType => {
    const place = `${operation.id} ${version}`;
    const contract = contracts.get(place) ?? pageParams(extendShape(operation.params(), older), operation);
    contracts.set(place, contract);
    return contract;
  };
}

const NOTHING_MORE: Readonly<Record<string, ContractType>> = {};

/** An operation by its place. Florin's own, which the contract does not have, have no kind of result. */
interface Place {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly result?: { readonly kind: string };
}

/**
 * Finds the operations of the contract and Florin's own in one tree, in which a literal segment of either wins over a
 * parameter. It is built for the first request, since that opens the files of the contract.
 */
function createFinder({ operations }: Assembly): (method: string, path: string) => Found<Place> | undefined {
  let routes: ReturnType<typeof createRoutes<Place>> | undefined;
  return (method, path) => {
    routes ??= createRoutes<Place>([...ownPlaces(operations.values()), ...allOperations()]);
    return routes(method, path);
  };
}

function ownPlaces(operations: Iterable<Operation>): Place[] {
  return [...operations]
    .filter(({ isOwn }) => isOwn)
    .map(({ id }) => {
      const [method = '', path = ''] = id.split(' ');
      return { id, method, path };
    });
}

/** The program that sent a request: mandates and confirmation tokens keep it. */
function userAgentOf(request: ApiRequest): string | null {
  const text = request.header('user-agent');
  return text === undefined ? null : cutText(text, LONGEST_USER_AGENT);
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
