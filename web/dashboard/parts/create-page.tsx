import type { ComponentChildren } from 'preact';
import { useLink } from '../data/session.ts';
import { Button, useSubmit } from './dialog-form.tsx';
import { useTitle } from './notices.tsx';
import { ProblemsContext } from './problems.ts';

interface CreateProps {
  readonly title: string;
  readonly lead?: ComponentChildren;
  readonly back?: { readonly path: string; readonly text: string };
  readonly submit: string;
  readonly onSubmit: () => Promise<unknown>;
  /** Problems that are known before the call, by field. */
  readonly problems?: Readonly<Record<string, string>>;
  readonly notice?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A page with one form. What was wrong is shown at its field, and once for all of it. */
export function CreatePage({ title, lead, back, submit, onSubmit, problems: own = {}, notice, children }: CreateProps) {
  const link = useLink();
  const { busy, problem, problems, submit: run } = useSubmit();
  useTitle(title);
  return (
    <>
      {back && (
        <a class="back" data-back="" href={link(back.path)}>
          <span class="icon icon-arrow-left" aria-hidden="true" /> {back.text}
        </a>
      )}
      <div class="title">
        <h1>{title}</h1>
      </div>
      {lead && <p class="muted lead">{lead}</p>}
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void run(onSubmit);
        }}
      >
        <ProblemsContext.Provider value={{ ...problems, ...own }}>{children}</ProblemsContext.Provider>
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        {notice}
        <Button type="submit" primary busy={busy}>
          {submit}
        </Button>
      </form>
    </>
  );
}
