import type { Tone } from '../../parts/state-badge.tsx';

/** A request as the log has it. */
export interface LogEntry {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Wall-clock milliseconds. */
  readonly at: number;
  readonly ms: number;
  readonly apiVersion: string;
  readonly key: string;
  readonly idempotencyKey: string | null;
  readonly replayed: boolean;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly errorType: string | null;
  readonly errorCode: string | null;
  readonly errorParam: string | null;
  readonly errorMessage: string | null;
}

export interface LoggedRequest extends LogEntry {
  /** As a form or as JSON. */
  readonly params: string | null;
  readonly answer: string | null;
}

export function toneOfStatus(status: number | null): Tone {
  if (status === null || status >= 500) return 'bad';
  return status >= 300 ? 'attention' : 'good';
}
