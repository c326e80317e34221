import type { AgentOptions, Agent as HttpAgent, IncomingMessage, RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { publicLookup } from './addresses.ts';
import { isPlainlyPrivate, type WebhookPolicy } from './webhook-url.ts';

// An `import` of it would load Node's fetch client as well: see server.ts.
const http = process.getBuiltinModule('node:http');

/** Bytes read of an endpoint's response before the connection is closed, and those that are kept of it. */
const MOST_ANSWER_BYTES = 65_536;
const KEPT_ANSWER_BYTES = 4_096;
const MOST_HEADER_BYTES = 16_384;
const UNANSWERED = 'the connection was closed without a response';

/** The result of a delivery: the HTTP status, or the reason without one. */
export type Outcome =
  | { readonly status: number; readonly failure: null; readonly answer?: string }
  | { readonly status: null; readonly failure: string };

/** Idle connections kept per endpoint, and their lifetime, for bursts of events. */
const MOST_KEPT = 16;
const KEPT_MS = 4_000;

/** Sends webhooks. */
export interface Sender {
  /** POSTs a webhook. Redirects are not followed. Never throws; `signal` ends the wait. */
  send(
    url: URL,
    message: { headers: Record<string, string>; body: string },
    policy: WebhookPolicy,
    signal: AbortSignal,
  ): Promise<Outcome>;
  /** Closes idle connections. */
  close(): void;
}

type Agents = Readonly<Record<'http:' | 'https:', HttpAgent>>;

/** The result of one connection: an outcome, or "closed" if the peer closed it before reuse. */
type Tried = Outcome | 'stale';

export function createSender(): Sender {
  const kept: Agents = agentsWith({ keepAlive: true, maxFreeSockets: MOST_KEPT, timeout: KEPT_MS });
  const fresh: Agents = agentsWith({ keepAlive: false });
  return {
    async send(url, message, policy, signal) {
      if (policy.publicOnly && isPlainlyPrivate(url)) {
        return { status: null, failure: `${url.hostname} is not a public address` };
      }
      const secure = url.protocol === 'https:';
      const options: RequestOptions = {
        method: 'POST',
        headers: message.headers,
        maxHeaderSize: MOST_HEADER_BYTES,
        signal,
        ...(policy.publicOnly && { lookup: publicLookup }),
      };
      const scheme = secure ? 'https:' : 'http:';
      const tried = await post(url, { ...options, agent: kept[scheme] }, message.body, signal);
      if (tried !== 'stale') return tried;
      // Not the endpoint's fault, so the event does not wait for its next attempt.
      const again = await post(url, { ...options, agent: fresh[scheme] }, message.body, signal);
      return again === 'stale' ? { status: null, failure: UNANSWERED } : again;
    },
    close() {
      for (const agent of Object.values(kept)) agent.destroy();
    },
  };
}

function agentsWith(options: AgentOptions): Agents {
  return { 'http:': new http.Agent(options), 'https:': new HttpsAgent(options) };
}

function post(url: URL, options: RequestOptions, body: string, signal: AbortSignal): Promise<Tried> {
  return new Promise((resolve) => {
    const request = (url.protocol === 'https:' ? httpsRequest : http.request)(url, options);
    let answered = false;
    const failed = (failure: string) => {
      if (!answered) resolve(request.reusedSocket && !signal.aborted ? 'stale' : { status: null, failure });
    };
    request.on('response', (response) => {
      answered = true;
      const status = response.statusCode ?? 0;
      readAnswer(response, (answer) => resolve({ status, failure: null, ...(answer && { answer }) }));
    });
    request.on('close', () => failed(UNANSWERED));
    request.on('error', (error) => failed(reasonOf(error, signal)));
    request.end(body);
  });
}

/** Reads an answer to its end or its bound, and keeps its beginning. */
function readAnswer(response: IncomingMessage, end: (answer: string) => void): void {
  let bytes = 0;
  const kept: Buffer[] = [];
  response.on('data', (chunk: Buffer) => {
    if (bytes < KEPT_ANSWER_BYTES) kept.push(chunk.subarray(0, KEPT_ANSWER_BYTES - bytes));
    bytes += chunk.length;
    if (bytes > MOST_ANSWER_BYTES) response.destroy();
  });
  const done = () => end(Buffer.concat(kept).toString('utf8'));
  // The status has been received, so a body that breaks off changes nothing.
  response.on('error', done);
  response.on('close', done);
}

function reasonOf(error: Error, signal: AbortSignal): string {
  if (signal.aborted) return signal.reason instanceof Error ? signal.reason.message : 'timed out';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return error.message || code || error.name;
}
