import type { ComponentChildren } from 'preact';
import { money } from '../../data/format.ts';
import { useLink } from '../../data/session.ts';
import { Section } from '../../parts/detail.tsx';
import { When } from '../../parts/when.tsx';
import { useLanguage } from '../../words/words.ts';
import type { Summary } from './summary.ts';

/** Objects that need the reader, the most urgent first. */
export function Needs({ summary: { needs } }: { summary: Summary }) {
  const { words, tag } = useLanguage();
  const link = useLink();
  const names = words.home;
  const items: { readonly key: string; readonly path: string; readonly text: ComponentChildren }[] = [
    ...needs.disputes.map(({ id, amount, currency, due_by }) => ({
      key: id,
      path: `disputes/${id}`,
      text: (
        <>
          {names.dueDispute(money(amount, currency, tag))} {due_by !== null && <When at={due_by} />}
        </>
      ),
    })),
    ...needs.endpoints.map(({ id, url }) => ({ key: id, path: `webhooks/${id}`, text: names.failingEndpoint(url) })),
    ...needs.requests.map(({ code, count }) => ({
      key: code,
      path: `logs?status=${code.slice(0, 3)}`,
      text: names.failedRequests(count, code),
    })),
  ];
  return (
    <Section title={names.needs}>
      {items.length === 0 ? (
        <p class="muted">{names.nothing}</p>
      ) : (
        <ul class="needs">
          {items.map(({ key, path, text }) => (
            <li key={key}>
              <a href={link(path)}>{text}</a>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
