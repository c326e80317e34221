import type { ContractType } from '../../contract/contract.ts';
import { invalid, invalidBoolean, invalidDecimal, invalidInteger, invalidString } from '../validate-errors.ts';
import type { Notation, Value } from '../validate-notation.ts';
import { readScalar } from '../validate-scalars.ts';

/** Parameters in JSON: dotted paths, values of their own types, and null to unset, which every optional field allows. */
export const jsonNotation: Notation = {
  place: (path, name) => (path === '' ? name : `${path}.${name}`),
  ignores: () => false,
  isEmpty: () => false,
  fields: (value) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined),
  items: (value) => (Array.isArray(value) ? value.map((item, index) => [String(index), item]) : undefined),
  scalar(type, value, path, findings) {
    const wrong = wrongType(type, value, path);
    return wrong ? invalid(findings, wrong) : readScalar(type, asText(type, value), path, findings);
  },
};

/** The error for a value of another JSON type than the contract's; undefined if the type is right. */
function wrongType(type: ContractType, value: Value, path: string) {
  const shown = JSON.stringify(value);
  switch (type.kind) {
    case 'integer':
    case 'timestamp':
      return typeof value === 'number' ? undefined : () => invalidInteger(path, shown);
    case 'number':
      return typeof value === 'number' ? undefined : () => invalidDecimal(path, shown);
    case 'boolean':
      return typeof value === 'boolean' ? undefined : () => invalidBoolean(path, shown);
    case 'any':
      return undefined;
    // 64-bit integers and decimals are texts in JSON too.
    default:
      return typeof value === 'string' ? undefined : () => invalidString(path);
  }
}

/** A number or boolean as a form would hold it, whose bounds are then checked the same way. */
function asText({ kind }: ContractType, value: Value): Value {
  return kind !== 'any' && (typeof value === 'number' || typeof value === 'boolean') ? String(value) : value;
}
