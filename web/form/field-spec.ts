import type { Texts } from '../texts/texts.ts';

/** Entered values by field id. A ticked checkbox is `yes`. */
export type Entries = Readonly<Record<string, string>>;

/** A field of a form: label, kind of input, and validation. */
export interface FieldSpec {
  /** The id of its input. */
  readonly id: string;
  readonly label: string;
  readonly kind: 'country' | 'email' | 'numeric' | 'select' | 'tel' | 'text';
  readonly autoComplete?: string;
  readonly placeholder?: string;
  /** Maximum number of characters. */
  readonly longest?: number;
  /** The options of a select. */
  readonly options?: readonly { readonly label: string; readonly value: string }[];
  /** The countries of a select; all by default. */
  readonly allowed?: readonly string[];
  /** True if it takes half of a row. */
  readonly half?: boolean;
  /** Returns a validation error in the customer's language, or undefined for a valid value. */
  problem(value: string): string | undefined;
}

/** Validates a required field. */
export function filled(texts: Texts): FieldSpec['problem'] {
  return (value) => (value.trim() === '' ? texts.t('problem.missing') : undefined);
}

/** Validates a value against a pattern; an empty value is valid unless `required`. */
export function shaped(
  texts: Texts,
  { whole, required, message }: { whole: RegExp; required: boolean; message: string },
): FieldSpec['problem'] {
  return (value) => {
    if (value.trim() === '') return required ? texts.t('problem.missing') : undefined;
    return whole.test(value.trim()) ? undefined : texts.t(message);
  };
}

/** Validates an optional field without a pattern. */
export const isGood = (): undefined => undefined;
