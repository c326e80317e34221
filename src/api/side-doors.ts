import { type Download, disposition } from '../files/download.ts';
import { DAY_SECONDS, parseSpan, ticks } from '../kernel/clock.ts';
import { invalidRequest, type StripeError } from '../kernel/errors.ts';
import type { ObservedRequest } from '../kernel/observer.ts';
import { type Identity, secretKeyRequired } from './authenticate.ts';
import { decodeForm } from './codecs/decode-form.ts';
import { errorObject } from './codecs/form.ts';
import { type ApiAnswer, type ApiRequest, COMMON_HEADERS } from './http.ts';
import { refusalOf } from './render-error.ts';
import type { StripeCli } from './stripe-cli/stripe-cli.ts';

/** The longest advance of a clock at once: ten years. */
const LONGEST_ADVANCE_MS = 10 * 365 * DAY_SECONDS * 1_000;

type Form = Readonly<Record<string, unknown>>;
type Door = (world: string, form: Form, request: ApiRequest) => Promise<unknown>;

/** A file as a response, in place of JSON. */
interface FileAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: NonNullable<ApiAnswer['bytes']>;
}

/**
 * Calls outside the contract with the same keys: the content of a file, those of the Stripe CLI, and Florin's own under
 * `/_florin/`. Returns undefined for all others.
 */
export function createSideDoors(parts: {
  authenticate: (authorization: string | undefined) => Promise<Identity>;
  openWorld: (world: string) => Promise<void>;
  stripeCli: Pick<StripeCli, 'handleSessions' | 'handleRetry'>;
  advance: (world: string, byMs: number) => Promise<number>;
  /** The content of a file. Throws if it cannot be downloaded. */
  download: (world: string, file: string) => Promise<Download>;
  random: (length: number) => string;
  observe?: ((request: ObservedRequest) => void) | undefined;
  /** Receives errors that are Florin's own fault. */
  report: (error: unknown, requestId: string) => void;
}): (request: ApiRequest) => Promise<ApiAnswer> | undefined {
  function doorTo({ method, path }: ApiRequest): Door | undefined {
    if (method === 'GET') {
      const file = /^\/v1\/files\/([^/]+)\/contents$/.exec(path)?.[1];
      return file === undefined ? undefined : (world) => sendFile(world, file);
    }
    if (method !== 'POST') return undefined;
    if (path === '/v1/stripecli/sessions')
      return (world, form, { baseUrl }) => parts.stripeCli.handleSessions(world, form, baseUrl);
    if (path === '/_florin/clock/advance') return (world, form) => advanceClock(world, form);
    const retried = /^\/v1\/events\/([^/]+)\/retry$/.exec(path)?.[1];
    return retried === undefined ? undefined : (world, form) => parts.stripeCli.handleRetry(world, retried, form);
  }

  async function advanceClock(world: string, form: Form): Promise<object> {
    const by = form.by;
    const ms = typeof by === 'string' ? parseSpan(by) : undefined;
    if (ms === undefined || ms > LONGEST_ADVANCE_MS) {
      throw invalidRequest('Say by how much the clock moves forward, as by=5m, by=24h or by=30d; ten years at most.', {
        param: 'by',
      });
    }
    const nowMs = await parts.advance(world, ms);
    return { object: 'florin.clock', account: world, now: Math.floor(nowMs / 1000) };
  }

  async function sendFile(world: string, file: string): Promise<FileAnswer> {
    const { bytes, mimetype, filename } = await parts.download(world, file);
    const headers = {
      'content-type': mimetype,
      'content-disposition': disposition(filename),
      'x-content-type-options': 'nosniff',
    };
    return { headers, bytes: new Uint8Array(bytes) };
  }

  async function through(door: Door, request: ApiRequest): Promise<ApiAnswer> {
    const begun = ticks();
    const requestId = `req_${parts.random(14)}`;
    const headers = { ...COMMON_HEADERS, 'request-id': requestId };
    let identity: Identity | undefined;
    let error: StripeError | undefined;
    let answer: unknown;
    try {
      identity = await parts.authenticate(request.header('authorization'));
      if (identity.key !== 'secret') throw secretKeyRequired();
      await parts.openWorld(identity.world);
      const form = decodeForm(await request.body()) as Form;
      answer = await door(identity.world, form, request);
    } catch (thrown) {
      error = refusalOf(thrown);
      if (error !== thrown) parts.report(thrown, requestId);
      answer = { error: errorObject(error.detail) };
    }
    const status = error?.status ?? 200;
    parts.observe?.({
      id: requestId,
      method: request.method,
      path: request.path
        .replace(/^\/v1\/events\/[^/]+/, '/v1/events/{event}')
        .replace(/^\/v1\/files\/[^/]+/, '/v1/files/{file}'),
      status,
      ms: ticks() - begun,
      key: identity?.key ?? null,
      world: identity?.world ?? null,
      replayed: false,
      errorType: error?.detail.type ?? null,
      errorCode: error?.detail.code ?? null,
      declineCode: null,
    });
    if (isFile(answer)) return { status, headers: { ...headers, ...answer.headers }, body: '', bytes: answer.bytes };
    return { status, headers, body: JSON.stringify(answer) };
  }

  return (request) => {
    const door = doorTo(request);
    return door && through(door, request);
  };
}

function isFile(answer: unknown): answer is FileAnswer {
  return typeof answer === 'object' && answer !== null && 'bytes' in answer && answer.bytes instanceof Uint8Array;
}
