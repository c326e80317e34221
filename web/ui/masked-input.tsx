import type { Ref } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { caretAfter, deleteThrough } from './caret.ts';

/** The format of an input. */
export interface Mask {
  /** Extracts the customer's own characters from typed or pasted text. */
  clean(text: string): string;
  /** Formats the extracted characters. */
  format(value: string): string;
  /** Matches the customer's own characters. */
  readonly counts: RegExp;
}

export const DIGITS = /\d/;
export const ANY = /[\s\S]/;

interface Props {
  readonly mask: Mask;
  readonly value: string;
  readonly input: Ref<HTMLInputElement>;
  onValue(value: string, how: { atEnd: boolean }): void;
  /** Called on Backspace in an empty field. */
  onBack?(): void;
  onBlur(): void;
  readonly class: string;
  readonly id?: string | undefined;
  readonly [data: `data-${string}`]: string | undefined;
  readonly name: string;
  readonly autoComplete: string;
  readonly inputMode: 'numeric' | 'text';
  readonly disabled: boolean;
  readonly placeholder: string;
  readonly 'aria-label': string | undefined;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

/** An input that formats what is typed and keeps the caret in place. */
export function MaskedInput({ mask, value, input, onValue, onBack, ...rest }: Props) {
  const element = useRef<HTMLInputElement>(null);
  const caret = useRef<number | null>(null);
  const shown = mask.format(value);

  useLayoutEffect(() => {
    const field = element.current;
    if (!field) return;
    if (field.value !== shown) field.value = shown;
    if (caret.current !== null && document.activeElement === field)
      field.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });

  function take(event: InputEvent): void {
    const field = event.currentTarget as HTMLInputElement;
    let typed = { text: field.value, caret: field.selectionStart ?? field.value.length };
    const deletes = event.inputType?.startsWith('deleteContent') ?? false;
    if (deletes && mask.clean(typed.text) === value && shown !== typed.text) {
      typed = deleteThrough(typed.text, typed.caret, mask.counts, event.inputType === 'deleteContentForward');
    }
    const next = mask.clean(typed.text);
    const laidOut = mask.format(next);
    // Deleting also removes the separators before it; otherwise "12 / " would reappear at once.
    caret.current = deletes ? Math.min(typed.caret, laidOut.length) : caretAfter(typed, laidOut, mask.counts);
    field.value = laidOut;
    field.setSelectionRange(caret.current, caret.current);
    onValue(next, { atEnd: caret.current === laidOut.length });
  }

  return (
    <input
      {...rest}
      type="text"
      dir="ltr"
      autoCorrect="off"
      spellcheck={false}
      ref={(field) => {
        element.current = field;
        if (typeof input === 'function') input(field);
        else if (input) input.current = field;
      }}
      defaultValue={shown}
      onInput={take}
      onKeyDown={(event) => {
        if (event.key === 'Backspace' && event.currentTarget.value === '' && onBack) {
          event.preventDefault();
          onBack();
        }
      }}
    />
  );
}
