import { Section } from '../../parts/detail.tsx';
import { When } from '../../parts/when.tsx';
import { useWords } from '../../words/words.ts';
import type { ConnectedAccount } from './types.ts';

/** Data that an account still has to give, as a to-do list. */
export function Requirements({ account: { requirements } }: { account: ConnectedAccount }) {
  const words = useWords();
  const names = words.connect;
  const late = new Set(requirements?.past_due ?? []);
  const due = [...new Set([...late, ...(requirements?.currently_due ?? []), ...(requirements?.eventually_due ?? [])])];
  const reasons = new Map((requirements?.errors ?? []).map(({ requirement, reason }) => [requirement, reason]));
  return (
    <Section title={names.requirements}>
      {due.length === 0 ? (
        <p class="muted">{names.nothingDue}</p>
      ) : (
        <>
          <p>
            <strong>{names.due}</strong> {requirements?.current_deadline && <When at={requirements.current_deadline} />}
          </p>
          <ul class="todo">
            {due.map((name) => (
              <li key={name} class={late.has(name) ? 'late' : undefined}>
                <span class={`icon icon-${late.has(name) ? 'triangle-alert' : 'circle-dashed'}`} aria-hidden="true" />
                <span>
                  {inWords(name)} <span class="mono muted">{name}</span>
                  {reasons.has(name) && <span class="reason">{reasons.get(name)}</span>}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {requirements?.disabled_reason && (
        <p class="hint">
          disabled_reason: <code>{requirements.disabled_reason}</code>
        </p>
      )}
    </Section>
  );
}

/** `business_profile.support_phone` as Support phone. */
function inWords(name: string): string {
  const last = (name.split('.').at(-1) ?? name).replaceAll('_', ' ');
  return last.charAt(0).toUpperCase() + last.slice(1);
}
