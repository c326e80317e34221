import type { Storage } from '../kernel/storage.ts';
import { shownFields } from '../kernel/stored-json.ts';
import { createTextRing } from '../kernel/text-ring.ts';
import { withoutAnySecret } from '../kernel/without-secrets.ts';

/** Requests whose bodies are kept in memory, and their bytes. The oldest are dropped first. */
const MOST_KEPT = 5_000;
const MOST_KEPT_BYTES = 1_048_576;
/** A longer body is not kept, in characters. */
const LONGEST_KEPT = 16_384;

/** The parameters and the response of a request. Null for one that was too long to keep, or had none. */
export interface RequestBodies {
  /** As a form, or as JSON. */
  readonly params: string | null;
  /** JSON. */
  readonly answer: string | null;
}

/**
 * Keeps what this process was sent and answered last. It never leaves the memory but without its secrets. A response that
 * is cut out of a stored revision, as most are, is kept as the revision's number.
 */
export interface RequestBodyMemory {
  add(id: string, sent: string | undefined, answer: string | readonly string[] | number): void;
  /** The bodies of a request of a world without secrets; both are null if they are not kept any more. */
  find(world: string, id: string): Promise<RequestBodies>;
}

/** Stands before the number of a revision. No JSON begins with it. */
const REVISION = '#';

export function createRequestBodies(storage: Pick<Storage, 'readRevision'>): RequestBodyMemory {
  const kept = createTextRing({ most: MOST_KEPT, bytes: MOST_KEPT_BYTES });

  async function answerOf(world: string, kept: string): Promise<string | null> {
    if (kept === '') return null;
    if (!kept.startsWith(REVISION)) return safeJson(kept);
    const stored = await storage.readRevision(world, Number(kept.slice(REVISION.length)));
    const fields = stored && shownFields(stored.body);
    return fields === undefined ? null : safeJson(`${fields}}`);
  }

  return {
    // Secrets are removed when it is read: few requests are ever looked at, and every payment passes here.
    add(id, sent, answer) {
      const params = sent !== undefined && sent.length <= LONGEST_KEPT ? sent : '';
      const response = typeof answer === 'number' ? `${REVISION}${answer}` : answer;
      const isShort = typeof response === 'string' && response.length <= LONGEST_KEPT;
      kept.add(id, `${params.length} ${params}${isShort ? response : ''}`);
    },
    async find(world, id) {
      const text = kept.get(id) ?? '0 ';
      const begin = text.indexOf(' ') + 1;
      const end = begin + Number(text.slice(0, begin));
      const params = text.slice(begin, end);
      return { params: params === '' ? null : safeParams(params), answer: await answerOf(world, text.slice(end)) };
    },
  };
}

/** Fields whose values are secret whatever they look like. */
const SECRET_FIELDS: ReadonlySet<string> = new Set([
  'number',
  'cvc',
  'cvc_update',
  'account_number',
  'routing_number',
  'iban',
  'sort_code',
  'client_secret',
  'secret',
  'password',
  'personal_id_number',
  'id_number',
  'ssn_last_4',
  'cryptogram',
  'code',
]);
/** Stands for a secret. */
const HIDDEN = '***';

function isSecretField(name: string, value: unknown): boolean {
  // `code` is OAuth's when it is sent, and an error's in a response.
  if (name === 'code') return typeof value === 'string' && value.startsWith('ac_');
  return SECRET_FIELDS.has(name);
}

/** Parameters without secrets, as JSON if they were JSON, else as a form. */
function safeParams(text: string): string {
  if (text.startsWith('{')) return safeJson(text);
  const pairs = [...new URLSearchParams(text)].map(([name, value]) => {
    const last = /\[?([^[\]]+)\]?$/.exec(name)?.[1] ?? name;
    return [withoutAnySecret(name), isSecretField(last, value) ? HIDDEN : withoutAnySecret(value)];
  });
  return new URLSearchParams(pairs).toString();
}

/** JSON without secrets; null as text if it is none. */
function safeJson(text: string): string {
  try {
    return JSON.stringify(safeValue(JSON.parse(text)));
  } catch {
    // Not JSON (a file's content, for example), so there is nothing that can be looked through field by field.
    return withoutAnySecret(text);
  }
}

function safeValue(value: unknown): unknown {
  if (typeof value === 'string') return withoutAnySecret(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(safeValue);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const hides = inner !== null && typeof inner !== 'object' && isSecretField(name, inner);
      return [name, hides ? HIDDEN : safeValue(inner)];
    }),
  );
}
