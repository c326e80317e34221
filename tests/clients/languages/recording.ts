import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A request of an official library, and what identifies the response to it. */
export interface RecordedRequest {
  /** The step of the smoke that sent it. */
  readonly step: string;
  readonly method: string;
  /** The path and query; `{{key}}` and `{{1}}` stand for the key and for ids of earlier responses, as in the rest. */
  readonly path: string;
  /** `Name: value` lines. */
  readonly headers: readonly string[];
  /** The body, in base64 if it is not text. */
  readonly body: string | { readonly base64: string };
  readonly answer: Answer;
  /** The fields of the response whose values later requests contain, by placeholder. */
  readonly keeps: Readonly<Record<string, readonly (string | number)[]>>;
}

/** The part of a response that is the same each time. */
export interface Answer {
  readonly status: number;
  readonly object: string | null;
  readonly code: string | null;
}

/** All requests of a smoke. */
export interface Recording {
  /** The library and its version. */
  readonly library: string;
  /** `run`: the library sent them. `sources`: they are composed from the library's sources, which were not run. */
  readonly from: 'run' | 'sources';
  readonly requests: readonly RecordedRequest[];
}

/** A request whose placeholders are filled in. */
export interface ReadyRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly string[];
  readonly body: Buffer;
}

/** Sends a request; returns the status and the body of the response. */
export type Send = (request: ReadyRequest) => Promise<{ status: number; body: Buffer }>;

export function recordingPath(language: string): string {
  return join(import.meta.dirname, language, 'requests.json');
}

export function readRecording(language: string): Recording {
  // The file is written by record.ts, whose tests of the language's library would fail on anything else.
  return JSON.parse(readFileSync(recordingPath(language), 'utf8')) as Recording;
}

/** Reduces a response to what is the same each time. */
export function answerOf(status: number, body: Buffer): Answer {
  const json = parse(body);
  const error = field(json, 'error');
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    status,
    object: text(field(json, 'object')),
    code: text(field(error, 'code')) ?? text(field(error, 'type')),
  };
}

/** Sends the requests of a recording in order; returns the mismatches by step, with an empty list for each that passed. */
export async function replay(
  { requests }: Recording,
  key: string,
  send: Send,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const values: Record<string, string> = { key };
  const fill = (text: string) => text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);
  const mismatches = new Map<string, string[]>();
  for (const { step, method, path, headers, body, answer, keeps } of requests) {
    const ready = {
      method,
      path: fill(path),
      headers: headers.map(fill),
      body: typeof body === 'string' ? Buffer.from(fill(body)) : Buffer.from(body.base64, 'base64'),
    };
    const response = await send(ready);
    const got = answerOf(response.status, response.body);
    const found = mismatches.get(step) ?? [];
    mismatches.set(step, found);
    if (JSON.stringify(got) !== JSON.stringify(answer))
      found.push(`${method} ${path}: ${JSON.stringify(got)} instead of ${JSON.stringify(answer)}: ${response.body}`);
    for (const [name, place] of Object.entries(keeps)) values[name] = String(place.reduce(field, parse(response.body)));
  }
  return mismatches;
}

function parse(body: Buffer): unknown {
  return JSON.parse(body.toString());
}

function field(value: unknown, name: string | number): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
