import { parseSpan, ticks } from '../kernel/clock.ts';
import { invalidRequest, type StripeError } from '../kernel/errors.ts';
import type { ObservedRequest } from '../kernel/observer.ts';
import { type Identity, secretKeyRequired } from './authenticate.ts';
import { decodeForm } from './form.ts';
import { type ApiAnswer, type ApiRequest, COMMON_HEADERS } from './http.ts';
import { errorObject, refusalOf } from './render-error.ts';
import type { StripeCli } from './stripe-cli/stripe-cli.ts';

/** The longest that a clock is moved at once: ten years. */
const LONGEST_ADVANCE_MS = 10 * 365 * 86_400_000;

type Form = Readonly<Record<string, unknown>>;
type Door = (account: string, form: Form, request: ApiRequest) => Promise<unknown>;

/**
 * Calls that are no part of the official API but take the same keys: those of the Stripe CLI, and Florin's own under
 * `/_florin/`. Answers undefined for everything else.
 */
export function createSideDoors(parts: {
  authenticate: (authorization: string | undefined) => Promise<Identity>;
  openWorld: (account: string) => Promise<void>;
  stripeCli: Pick<StripeCli, 'handleSessions' | 'handleRetry'>;
  advance: (account: string, byMs: number) => Promise<number>;
  random: (length: number) => string;
  observe?: ((request: ObservedRequest) => void) | undefined;
  /** Told of errors that are Florin's own fault. */
  report: (error: unknown, requestId: string) => void;
}): (request: ApiRequest) => Promise<ApiAnswer | undefined> {
  function doorTo({ method, path }: ApiRequest): Door | undefined {
    if (method !== 'POST') return undefined;
    if (path === '/v1/stripecli/sessions')
      return (account, form, { baseUrl }) => parts.stripeCli.handleSessions(account, form, baseUrl);
    if (path === '/_florin/clock/advance') return (account, form) => advanceClock(account, form);
    const retried = /^\/v1\/events\/([^/]+)\/retry$/.exec(path)?.[1];
    return retried === undefined ? undefined : (account, form) => parts.stripeCli.handleRetry(account, retried, form);
  }

  async function advanceClock(account: string, form: Form): Promise<object> {
    const by = form.by;
    const ms = typeof by === 'string' ? parseSpan(by) : undefined;
    if (ms === undefined || ms > LONGEST_ADVANCE_MS) {
      throw invalidRequest('Say by how much the clock moves forward, as by=5m, by=24h or by=30d; ten years at most.', {
        param: 'by',
      });
    }
    const nowMs = await parts.advance(account, ms);
    return { object: 'florin.clock', account, now: Math.floor(nowMs / 1000) };
  }

  return async (request) => {
    const door = doorTo(request);
    if (!door) return undefined;
    const begun = ticks();
    const requestId = `req_${parts.random(14)}`;
    const headers = { ...COMMON_HEADERS, 'request-id': requestId };
    let identity: Identity | undefined;
    let error: StripeError | undefined;
    let body: unknown;
    try {
      identity = await parts.authenticate(request.header('authorization'));
      if (identity.key !== 'secret') throw secretKeyRequired();
      await parts.openWorld(identity.account);
      const form = decodeForm(await request.body()) as Form;
      body = await door(identity.account, form, request);
    } catch (thrown) {
      error = refusalOf(thrown);
      if (error !== thrown) parts.report(thrown, requestId);
      body = { error: errorObject(error.detail) };
    }
    const status = error?.status ?? 200;
    parts.observe?.({
      id: requestId,
      method: request.method,
      path: request.path.replace(/^\/v1\/events\/[^/]+/, '/v1/events/{event}'),
      status,
      ms: ticks() - begun,
      key: identity?.key ?? null,
      world: identity?.account ?? null,
      replayed: false,
      errorType: error?.detail.type ?? null,
      errorCode: error?.detail.code ?? null,
      declineCode: null,
    });
    return { status, headers, body: JSON.stringify(body) };
  };
}
