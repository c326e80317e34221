import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { CallError } from '../data/call.ts';
import { invalidate } from '../data/query.ts';
import { useWords } from '../words/words.ts';
import { Dialog } from './dialog.tsx';
import { ProblemsContext } from './problems.ts';

interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onClick?: () => unknown;
  readonly type?: 'button' | 'submit';
  readonly primary?: boolean;
  readonly danger?: boolean;
  readonly quiet?: boolean;
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly label?: string;
  /** The key of this page that presses it. */
  readonly shortcut?: string;
}

/** A button that cannot be pressed twice while it is busy. */
export function Button({
  children,
  onClick,
  type = 'button',
  primary,
  danger,
  quiet,
  busy,
  disabled,
  label,
  shortcut,
}: ButtonProps) {
  const kind = primary ? ' primary' : danger ? ' danger' : quiet ? ' quiet' : '';
  return (
    <button
      type={type}
      class={`button${kind}`}
      onClick={onClick && (() => void onClick())}
      disabled={busy || disabled}
      aria-label={label}
      data-key={shortcut}
    >
      {children}
    </button>
  );
}

/** Runs one call at a time, and keeps what was wrong with it: as a whole, and by field. */
export function useSubmit() {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Error>();
  const param = failure instanceof CallError ? failure.param : undefined;
  return {
    busy,
    /** The problem, in words. */
    problem: failure?.message ?? '',
    /** The field that it was about, and what was wrong. */
    problems: param !== undefined && failure ? { [param]: failure.message } : {},
    requestId: failure instanceof CallError ? failure.requestId : null,
    /** Returns true if it succeeded. */
    async submit(run: () => Promise<unknown>): Promise<boolean> {
      setBusy(true);
      setFailure(undefined);
      try {
        await run();
        return true;
      } catch (error) {
        setFailure(error instanceof Error ? error : new Error(String(error)));
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}

interface DialogFormProps {
  readonly title: string;
  readonly text?: ComponentChildren;
  readonly submit: string;
  readonly danger?: boolean;
  readonly onClose: () => void;
  readonly onSubmit: () => Promise<unknown>;
  readonly children?: ComponentChildren;
}

/** A dialog that does one thing: it stays open with what was wrong, or closes and everything shown is loaded anew. */
export function DialogForm({ title, text, submit, danger, onClose, onSubmit, children }: DialogFormProps) {
  const words = useWords();
  const { busy, problem, problems, submit: run } = useSubmit();
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        noValidate
        onSubmit={async (event) => {
          event.preventDefault();
          if (!(await run(onSubmit))) return;
          invalidate('all');
          onClose();
        }}
      >
        {text && <p class="muted">{text}</p>}
        <ProblemsContext.Provider value={problems}>{children}</ProblemsContext.Provider>
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <div class="row end">
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button type="submit" primary={!danger} danger={danger === true} busy={busy}>
            {submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
