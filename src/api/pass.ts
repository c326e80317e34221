import { allOperations, type ContractType, type HashType } from '../contract/contract.ts';
import { createRoutes, type Found } from '../contract/routes.ts';
import { scopeOf } from '../kernel/account-names.ts';
import type { Assembly } from '../kernel/assemble.ts';
import type { Caller } from '../kernel/context.ts';
import { cutText } from '../kernel/cut-text.ts';
import type { Acting, Engine } from '../kernel/engine.ts';
import { accountInvalid } from '../kernel/errors.ts';
import type { Access, Operation } from '../kernel/operation.ts';
import { isOwnOrigin } from '../kernel/own-origin.ts';
import { holdsSecretKey, secretKeyInPage, secretKeyRequired } from './authenticate.ts';
import { withParamsAsHeaders } from './client-params.ts';
import type { Codec } from './codecs/codec.ts';
import type { ApiRequest } from './http.ts';
import { idempotencyKey } from './idempotency.ts';
import type { Identity } from './identity.ts';
import { checkOfCustomer } from './keys/ephemeral.ts';
import { checkPermission } from './keys/permissions.ts';
import { pageParams } from './page-params.ts';
import { notBuilt, unknownUrl } from './render-error.ts';
import { isOfFixture, readFixture } from './stripe-cli/fixtures.ts';
import { extendShape } from './validate-extend.ts';
import type { Versions } from './versions/chain.ts';
import { checkAnswered, previewsOf } from './versions/versions.ts';

/** The parts that admit a request. */
export interface PassParts {
  readonly engine: Engine;
  readonly assembly: Assembly;
  readonly versions: Versions;
  readonly authenticate: (authorization: string | undefined) => Promise<Identity>;
}

/** The facts of a request for logs, as far as it was read before it was refused. */
export interface Seen {
  identity?: Identity;
  version?: string;
  path?: string;
  /** Its parameters as they were sent. */
  sent?: string;
  /** Its Idempotency-Key; null if it has none, or if keys have no effect on the operation. */
  key?: string | null;
}

/** An authenticated request with valid parameters. */
export interface Passed {
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

/** The longest user agent that objects keep, in characters. */
const LONGEST_USER_AGENT = 2_000;

/** True if a kind of key may call an operation; `access` is undefined for one that is not built. */
function mayCall(key: Identity['key'], access: Access | undefined): boolean {
  if (key === 'secret') return true;
  if (key === 'page') return access === 'page';
  return access === 'client_secret' || access === 'publishable';
}

type Pass = (sent: ApiRequest, requestId: string, codec: Codec, seen: Seen) => Promise<Passed>;

/** Creates the part before the handler: it authenticates, finds version and operation, and validates the parameters. */
export function createPass(parts: PassParts): Pass {
  const { engine } = parts;
  const contractForPages = createContractsForPages();
  const find = createFinder(parts.assembly);

  /** Throws unless the account is connected to the key's platform. */
  async function actingFor(identity: Identity, account: string): Promise<Acting> {
    const isOfPlatform = scopeOf(account).world === identity.world;
    const acting = isOfPlatform ? await engine.findAccount(identity.world, account) : undefined;
    if (!acting) throw accountInvalid(identity.masked, account);
    return acting;
  }

  return async function pass(sent, requestId, codec, seen) {
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

/** Throws if a page of another origin sends a secret key: everyone who opens that page has the key. */
function refuseSecretsOfPages(request: ApiRequest): void {
  const origin = request.header('origin');
  if (origin === undefined || isOwnOrigin(origin, request.baseUrl, request.header('host'))) return;
  if (holdsSecretKey(request.header('authorization'))) throw secretKeyInPage(origin);
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
