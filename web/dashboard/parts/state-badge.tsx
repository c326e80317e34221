/** The tone of a state: what happened is good, is on its way, needs its reader, or is over. */
export type Tone = 'good' | 'moving' | 'attention' | 'bad' | 'over';

/** A shape for each tone, so that no state is told by colour alone. */
const SHAPES: Readonly<Record<Tone, string>> = {
  good: 'check',
  moving: 'clock',
  attention: 'triangle-alert',
  bad: 'x',
  over: 'minus',
};

/** A state in a word and a shape. */
export function StateBadge({ tone, text }: { tone: Tone; text: string }) {
  return (
    <span class={`badge ${tone}`}>
      <span class={`icon icon-${SHAPES[tone]}`} aria-hidden="true" />
      {text}
    </span>
  );
}
