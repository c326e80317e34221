import type { PageCustomField } from '../../../src/shared/payment-page-view.ts';
import type { Entries, FieldSpec } from '../../form/field-spec.ts';
import type { Texts } from '../../texts/texts.ts';

/** The API's limit for texts. */
const LONGEST = 255;

/** Returns the field for a session's custom field. */
export function customField(field: PageCustomField, texts: Texts): FieldSpec {
  const { t } = texts;
  return {
    id: `custom-${field.key}`,
    label: field.optional ? t('custom.optional', { label: field.label }) : field.label,
    kind: field.type === 'dropdown' ? 'select' : field.type,
    longest: field.maximum_length ?? LONGEST,
    ...(field.type === 'dropdown' && { options: field.options }),
    problem: (value) => problemOf(field, value.trim(), texts),
  };
}

function problemOf(field: PageCustomField, value: string, { t }: Texts): string | undefined {
  if (value === '') return field.optional ? undefined : t('problem.missing');
  if (field.type === 'numeric' && !/^\d+$/.test(value)) return t('problem.digits');
  if (field.type === 'dropdown') return undefined;
  const { minimum_length: least, maximum_length: most } = field;
  if (least !== null && value.length < least) return t('problem.short', { count: least });
  if (most !== null && value.length > most) return t('problem.long', { count: most });
  return undefined;
}

/** Returns the entered values without empty ones. */
export function enteredCustomFields(
  fields: readonly PageCustomField[],
  entries: Entries,
): { key: string; value: string }[] {
  return fields.flatMap(({ key }) => {
    const value = entries[`custom-${key}`]?.trim() ?? '';
    return value === '' ? [] : [{ key, value }];
  });
}
