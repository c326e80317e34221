import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerOf, type RecordedRequest, type Recording } from './recording.ts';

interface Seen {
  step: string;
  request: IncomingMessage;
  sent: Buffer;
  status: number;
  received: Buffer;
}

/** A proxy between a library and Florin that remembers the requests. */
export interface Recorder {
  readonly url: string;
  /** Requests from now on belong to this step. */
  begin(step: string): void;
  /** Returns what was sent since the recorder was opened. */
  recording(library: string, key: string): Recording;
  close(): void;
}

/** Headers of the connection, of the machine and of its timing. */
const LEFT_OUT = /^(host|connection|content-length|accept-encoding|transfer-encoding|x-stripe-client-telemetry)$/i;
/** Members of `X-Stripe-Client-User-Agent` that describe the machine. */
const OF_THE_MACHINE = ['uname', 'platform', 'hostname', 'telemetry_id'];

const ID = /^[a-z]+(_test)?_\w{8,}$/;

export async function openRecorder(florin: string): Promise<Recorder> {
  const seen: Seen[] = [];
  let step = '';
  const server = createServer(async (request, response) => {
    const sent = Buffer.concat(await request.toArray());
    const entry: Seen = { step, request, sent, status: 0, received: Buffer.alloc(0) };
    seen.push(entry);
    const { host: _, connection: __, 'content-length': ___, 'transfer-encoding': ____, ...headers } = request.headers;
    const answer = await fetch(`${florin}${request.url}`, {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      ...(request.method === 'POST' && { body: sent }),
    });
    entry.status = answer.status;
    entry.received = Buffer.from(await answer.arrayBuffer());
    const {
      'content-encoding': _e,
      'transfer-encoding': _t,
      'content-length': _l,
      ...back
    } = Object.fromEntries(answer.headers);
    response.writeHead(answer.status, back).end(entry.received);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    begin(name) {
      step = name;
    },
    recording: (library, key) => ({ library, from: 'run', requests: withPlaceholders(seen, key) }),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Replaces the key, and ids of responses that later requests contain, with placeholders. */
function withPlaceholders(seen: readonly Seen[], key: string): RecordedRequest[] {
  const names = new Map([[key, 'key']]);
  const hide = (text: string) =>
    [...names].reduce((left, [value, name]) => left.replaceAll(value, `{{${name}}}`), text);
  return seen.map(({ step, request, sent, status, received }, index) => {
    const { method = '', url = '' } = request;
    const text = sent.toString();
    const entry = {
      step,
      method,
      path: hide(url),
      headers: headerLines(request).map(hide),
      body: Buffer.from(text).equals(sent) ? hide(text) : { base64: sent.toString('base64') },
      answer: answerOf(status, received),
    };
    const keeps: Record<string, (string | number)[]> = {};
    const later = seen.slice(index + 1).map((other) => `${other.request.url} ${other.sent}`);
    for (const { value, path } of idsIn(JSON.parse(received.toString()))) {
      if (names.has(value) || !later.some((one) => one.includes(value))) continue;
      const name = String(names.size);
      names.set(value, name);
      keeps[name] = path;
    }
    return { ...entry, keeps };
  });
}

function headerLines({ rawHeaders }: IncomingMessage): string[] {
  const lines: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    if (LEFT_OUT.test(name)) continue;
    lines.push(`${name}: ${/^x-stripe-client-user-agent$/i.test(name) ? withoutMachine(value) : value}`);
  }
  return lines;
}

function withoutMachine(value: string): string {
  const fields = JSON.parse(value) as Record<string, unknown>;
  for (const name of OF_THE_MACHINE) delete fields[name];
  return JSON.stringify(fields);
}

function* idsIn(
  value: unknown,
  path: (string | number)[] = [],
): Generator<{ value: string; path: (string | number)[] }> {
  if (typeof value === 'string' && ID.test(value)) yield { value, path };
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    yield* idsIn(member, [...path, Array.isArray(value) ? Number(name) : name]);
  }
}
