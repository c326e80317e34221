import type { Texts } from '../texts/texts.ts';

/** What a payer has entered, by the id of the field. A box that is ticked holds `yes`. */
export type Entries = Readonly<Record<string, string>>;

/** One field that a page asks for: what it is called, how it is entered, and when it is good. */
export interface FieldSpec {
  /** Also the id of its input. */
  readonly id: string;
  readonly label: string;
  readonly kind: 'country' | 'email' | 'numeric' | 'select' | 'tel' | 'text';
  readonly autoComplete?: string;
  readonly placeholder?: string;
  /** The most characters. */
  readonly longest?: number;
  /** Of a select. */
  readonly options?: readonly { readonly label: string; readonly value: string }[];
  /** The countries to choose from; all when it is not said. */
  readonly allowed?: readonly string[];
  /** Half of a row, where there is room. */
  readonly half?: boolean;
  /** What is wrong with a value, in the payer's words; undefined when nothing is. */
  problem(value: string): string | undefined;
}

/** A field that must be filled in, with whatever. */
export function filled(texts: Texts): FieldSpec['problem'] {
  return (value) => (value.trim() === '' ? texts.t('problem.missing') : undefined);
}

/** A field that may stay empty, or must be as a pattern says. */
export function shaped(
  texts: Texts,
  { whole, required, message }: { whole: RegExp; required: boolean; message: string },
): FieldSpec['problem'] {
  return (value) => {
    if (value.trim() === '') return required ? texts.t('problem.missing') : undefined;
    return whole.test(value.trim()) ? undefined : texts.t(message);
  };
}

/** The check of an optional field. */
export const isGood = (): undefined => undefined;
