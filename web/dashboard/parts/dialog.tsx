import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { useWords } from '../words/words.ts';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly wide?: boolean;
  readonly bare?: boolean;
  readonly children: ComponentChildren;
}

/** A modal dialog. Focus goes into it, and back to where it was. */
export function Dialog({ title, onClose, wide, bare, children }: DialogProps) {
  const words = useWords();
  const titleId = useId();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    element.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      aria-labelledby={titleId}
      class={wide ? 'wide' : undefined}
      onClose={onClose}
      onClick={(event) => event.target === element.current && element.current?.close()}
      // An escape key that closes the dialog does not also leave the page.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div class="dialog">
        <header class={bare ? 'visually-hidden' : undefined}>
          <h2 id={titleId}>{title}</h2>
          <button
            type="button"
            class="button quiet icon-only"
            aria-label={words.common.close}
            onClick={() => element.current?.close()}
          >
            <span class="icon icon-x" aria-hidden="true" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
