import type { ContractType } from '../contract/contract.ts';
import { storedUrl, type UrlKind } from '../shared/caller-urls.ts';
import { isCountry, isEmail, type TextFormat } from '../shared/formats.ts';
import {
  invalid,
  invalidBoolean,
  invalidDecimal,
  invalidEmail,
  invalidEnum,
  invalidInteger,
  invalidString,
  invalidUrl,
  stringTooLong,
  unknownCountry,
} from './validate-errors.ts';
import type { Findings, Value } from './validate-notation.ts';

/** The longest string where the contract has no other limit, in characters. */
const MAX_STRING_LENGTH = 5_000;

/** True if a parameter of this type is a single value. */
export function isScalar(type: ContractType): boolean {
  return (
    type.kind !== 'hash' &&
    type.kind !== 'list' &&
    type.kind !== 'map' &&
    type.kind !== 'metadata' &&
    type.kind !== 'union'
  );
}

/** Reads a single value from its text. */
export function readScalar(type: ContractType, value: Value, path: string, findings: Findings): unknown {
  if (type.kind === 'any') return value;
  if (typeof value !== 'string') return invalid(findings, () => invalidString(path));
  switch (type.kind) {
    case 'integer':
    case 'timestamp':
      return readInteger(value, path, findings);
    case 'boolean':
      return readBoolean(value, path, findings);
    case 'enum':
      return readEnum(type, value, path, findings);
    case 'number':
      return isDecimal(value) ? Number(value) : invalid(findings, () => invalidDecimal(path, value));
    case 'decimal':
      return isDecimal(value) ? value : invalid(findings, () => invalidDecimal(path, value));
    case 'int64':
      return isInteger(value) ? value : invalid(findings, () => invalidInteger(path, value));
    case 'string':
      if (type.url) return readUrl(value, type.url, path, findings);
      if (type.format) return readFormat(value, type.format, path, findings);
      return readString(value, type.maxLength ?? MAX_STRING_LENGTH, path, findings);
    default:
      return value;
  }
}

function readEnum(
  { values, aliases = {} }: Extract<ContractType, { kind: 'enum' }>,
  value: string,
  path: string,
  findings: Findings,
): string | undefined {
  if (values.includes(value)) return value;
  if (Object.hasOwn(aliases, value)) return aliases[value];
  return invalid(findings, () => invalidEnum(path, values));
}

function readInteger(value: string, path: string, findings: Findings): number | undefined {
  const number = Number(value);
  if (isInteger(value) && Number.isSafeInteger(number)) return number === 0 ? 0 : number;
  return invalid(findings, () => invalidInteger(path, value));
}

/** Clients write "true" and "false"; older ones of Python write "True" and "False". */
function readBoolean(value: string, path: string, findings: Findings): boolean | undefined {
  if (value === 'true' || value === 'True') return true;
  if (value === 'false' || value === 'False') return false;
  return invalid(findings, () => invalidBoolean(path, value));
}

function readString(value: string, longest: number, path: string, findings: Findings): string | undefined {
  return value.length <= longest ? value : invalid(findings, () => stringTooLong(path, value, longest));
}

function readUrl(value: string, kind: UrlKind, path: string, findings: Findings): string | undefined {
  if (value.length > MAX_STRING_LENGTH) return readString(value, MAX_STRING_LENGTH, path, findings);
  return storedUrl(value, kind) ?? invalid(findings, () => invalidUrl(path));
}

function readFormat(value: string, format: TextFormat, path: string, findings: Findings): string | undefined {
  if (format === 'email') return isEmail(value) ? value : invalid(findings, () => invalidEmail(path, value));
  return isCountry(value) ? value : invalid(findings, () => unknownCountry(path, value));
}

function isInteger(value: string): boolean {
  return /^-?\d+$/.test(value);
}

function isDecimal(value: string): boolean {
  return value.length <= 40 && /^-?(?:\d+(?:\.\d*)?|\.\d+)$/.test(value);
}
