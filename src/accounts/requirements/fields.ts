import { isHash } from '../../kernel/hash.ts';

const BIRTH = ['dob.day', 'dob.month', 'dob.year'];
/** The parts of a Japanese address. */
const JAPANESE = ['city', 'line1', 'postal_code', 'state', 'town'];

/** The parts of a field that is asked for as a whole: `address` is its parts that a country has. */
export function partsOf(field: string, address: readonly string[]): string[] {
  switch (field) {
    case 'address':
      return address.map((part) => `address.${part}`);
    case 'address_kana':
    case 'address_kanji':
      return JAPANESE.map((part) => `${field}.${part}`);
    case 'dob':
      return BIRTH;
    default:
      return [field];
  }
}

/** Fields of which only the fact that they were given is stored, and the fields that show it. */
const PROVIDED: Readonly<Record<string, readonly string[]>> = {
  id_number: ['id_number_provided'],
  ssn_last_4: ['ssn_last_4_provided'],
  tax_id: ['tax_id_provided'],
  business_vat_id_number: ['vat_id_provided'],
  'verification.document': ['verification.document.front'],
  'documents.passport.files': ['internal.documents.passport'],
};

/** True if a person or a company has a field, which may be below others: `address.line1`. */
export function isGiven(of: object, field: string): boolean {
  return (PROVIDED[field] ?? [field]).some((path) => isFilled(valueAt(of, path.split('.'))));
}

function valueAt(of: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (isHash(value) ? value[name] : undefined), of);
}

function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && value !== false;
}
