import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { publicLookup } from './addresses.ts';
import { isPlainlyPrivate, type WebhookPolicy } from './webhook-url.ts';

/** How much of an endpoint's answer is read before the connection is dropped. The answer itself is of no interest. */
const MOST_ANSWER_BYTES = 65_536;
const MOST_HEADER_BYTES = 16_384;

/** What came of sending: an answer's HTTP status, or why there is none. */
export type Outcome =
  | { readonly status: number; readonly failure: null }
  | { readonly status: null; readonly failure: string };

// A connection for each delivery: a kept one may have been closed by the other side just when it is used again, and
// the event would wait for its next attempt for no fault of the endpoint's.
const agents = { 'http:': new HttpAgent({ keepAlive: false }), 'https:': new HttpsAgent({ keepAlive: false }) };

/** POSTs a webhook. Redirects are not followed. Never throws; `signal` ends the wait. */
export async function sendWebhook(
  url: URL,
  message: { headers: Record<string, string>; body: string },
  policy: WebhookPolicy,
  signal: AbortSignal,
): Promise<Outcome> {
  if (policy.publicOnly && isPlainlyPrivate(url)) {
    return { status: null, failure: `${url.hostname} is not a public address` };
  }
  const secure = url.protocol === 'https:';
  const options: RequestOptions = {
    method: 'POST',
    headers: message.headers,
    agent: agents[secure ? 'https:' : 'http:'],
    maxHeaderSize: MOST_HEADER_BYTES,
    signal,
    ...(policy.publicOnly && { lookup: publicLookup }),
  };
  return new Promise((resolve) => {
    const request = (secure ? httpsRequest : httpRequest)(url, options);
    let answered = false;
    request.on('response', (response) => {
      answered = true;
      const status = response.statusCode ?? 0;
      discard(response, () => resolve({ status, failure: null }));
    });
    request.on('close', () => {
      if (!answered) resolve({ status: null, failure: 'the connection was closed without an answer' });
    });
    request.on('error', (error) => resolve({ status: null, failure: reasonOf(error, signal) }));
    request.end(message.body);
  });
}

/** Reads an answer to its end or its bound, and forgets it. */
function discard(response: IncomingMessage, done: () => void): void {
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MOST_ANSWER_BYTES) response.destroy();
  });
  // The status has been received, so a body that breaks off changes nothing.
  response.on('error', done);
  response.on('close', done);
}

function reasonOf(error: Error, signal: AbortSignal): string {
  if (signal.aborted) return signal.reason instanceof Error ? signal.reason.message : 'given up waiting';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return error.message || code || error.name;
}
