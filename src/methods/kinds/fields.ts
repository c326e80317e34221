import type { MethodField } from '../../shared/method-spec.ts';

/** A form's field for a number of a bank or an authority. */
export function numberField(
  name: string,
  { shape, placeholder, half = false }: { shape: RegExp; placeholder: string; half?: boolean },
): MethodField {
  return { name, kind: 'numeric', pattern: shape.source, placeholder, half };
}

/** A form's field for the customer's bank, which they may also choose on the bank's page. */
export function bankField(options: Readonly<Record<string, string>>): MethodField {
  return { name: 'bank', kind: 'select', optional: true, options };
}
