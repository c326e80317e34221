import type { ComponentChildren } from 'preact';
import { When } from './when.tsx';

/** A moment of a timeline. */
export interface Moment {
  readonly key: string;
  /** Seconds since epoch. */
  readonly at: number;
  readonly text: ComponentChildren;
  readonly tone?: 'good' | 'bad' | 'plain';
}

/** Entries of a timeline, the newest first. */
export function Timeline({ moments }: { moments: readonly Moment[] }) {
  return (
    <ol class="timeline">
      {moments.map(({ key, at, text, tone = 'plain' }) => (
        <li key={key} class={tone}>
          <div>{text}</div>
          <span class="muted">
            <When at={at} exact />
          </span>
        </li>
      ))}
    </ol>
  );
}
