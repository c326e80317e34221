import type { RequestEntry } from '../../../../src/shared/request-entry.ts';
import type { Tone } from '../../parts/state-badge.tsx';

export interface LoggedRequest extends RequestEntry {
  /** As a form or as JSON. */
  readonly params: string | null;
  readonly answer: string | null;
}

export function toneOfStatus(status: number | null): Tone {
  if (status === null || status >= 500) return 'bad';
  return status >= 300 ? 'attention' : 'good';
}
