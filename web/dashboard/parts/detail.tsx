import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { previousAddress, useAddress, withQuery } from '../data/router.ts';
import { useLink } from '../data/session.ts';
import { useWords } from '../words/words.ts';
import { CopyButton } from './id.tsx';
import { useTitle } from './notices.tsx';

/** A tab of a page: its word in the address, its text, and its content. */
export interface DetailTab {
  readonly name: string;
  readonly text: string;
  readonly show: () => ComponentChildren;
}

interface DetailProps {
  /** The list that Escape goes back to. */
  readonly back: { readonly path: string; readonly text: string };
  readonly title: string;
  readonly state?: ComponentChildren;
  /** The ids that the page is about. */
  readonly ids?: readonly string[];
  readonly subtitle?: ComponentChildren;
  readonly actions?: ComponentChildren;
  /** The first one is shown unless the address names another. */
  readonly tabs?: readonly DetailTab[];
  readonly children?: ComponentChildren;
}

/** The page of one object: its name, state, ids and actions, and tabs below. */
export function Detail({ back, title, state, ids = [], subtitle, actions, tabs = [], children }: DetailProps) {
  const words = useWords();
  const link = useLink();
  const { query } = useAddress();
  useTitle(title);
  const current = tabs.find(({ name }) => name === query.get('tab')) ?? tabs[0];
  return (
    <article>
      <BackLink path={link(back.path)} text={back.text} />
      <div class="title">
        <h1>{title}</h1>
        {state}
        <div class="row end grow">{actions}</div>
      </div>
      <p class="ids">
        {ids.map((id, n) => (
          <span key={id} class="id">
            <code class="mono">{id}</code>
            <CopyButton text={id} shortcut={n === 0} />
          </span>
        ))}
        {subtitle}
      </p>
      {tabs.length > 1 && (
        <nav class="tabs" aria-label={words.common.details}>
          {tabs.map((tab) => (
            <a
              key={tab.name}
              href={withQuery({ tab: tab === tabs[0] ? null : tab.name })}
              aria-current={tab === current ? 'true' : undefined}
            >
              {tab.text}
            </a>
          ))}
        </nav>
      )}
      {current?.show()}
      {children}
    </article>
  );
}

/** Goes back to the list as it was left: its filters are in the history. */
function BackLink({ path, text }: { path: string; text: string }) {
  const [from] = useState(previousAddress);
  return (
    <a
      class="back"
      data-back=""
      href={path}
      onClick={(event) => {
        if (from?.split('?', 1)[0] !== path) return;
        event.preventDefault();
        history.back();
      }}
    >
      <span class="icon icon-arrow-left" aria-hidden="true" /> {text}
    </a>
  );
}

/** Facts as names and values; those without a value are left out. */
export function Facts({ facts }: { facts: readonly (readonly [string, ComponentChildren])[] }) {
  const shown = facts.filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false);
  return (
    <dl class="facts">
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A part of a page with a heading. */
export function Section({
  title,
  actions,
  children,
}: {
  title: string;
  actions?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <section class="section">
      <div class="title">
        <h2>{title}</h2>
        <div class="row">{actions}</div>
      </div>
      {children}
    </section>
  );
}
