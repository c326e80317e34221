import type { ContractType, HashType } from '../contract/contract.ts';
import { formNotation } from './codecs/form-notation.ts';
import {
  invalid,
  invalidArray,
  invalidEmpty,
  invalidObject,
  newFindings,
  nothingWrong,
  quoted,
  refusalOf,
} from './validate-errors.ts';
import { extendShape } from './validate-extend.ts';
import { readMetadata } from './validate-metadata.ts';
import type { Findings, Notation, Tree, Value } from './validate-notation.ts';
import { isScalar } from './validate-scalars.ts';

export interface ValidateOptions {
  /**
   * Parameters accepted beyond the contract's (those of older versions), or other types for known ones. A key is a
   * bracket path: "plan", "payment_method_options[card][moto]", or with "[]" for the items of a list "items[][plan]".
   * Pass the same object each time: the extended shape is cached by it.
   */
  readonly also?: Readonly<Record<string, ContractType>>;
  /** The notation of the parameters; that of forms by default. */
  readonly notation?: Notation;
}

/**
 * Validates parameters against the contract and converts them: integers and timestamps to numbers, booleans, hashes
 * and lists of these. In a form '' stays '' where it may unset a parameter; in JSON null does.
 *
 * Throws 400 in Stripe's order: unknown parameters first, then the first invalid one, then the first missing one.
 */
export function validateParams(shape: HashType, tree: Tree, options: ValidateOptions = {}): Record<string, unknown> {
  const findings = newFindings(options.notation ?? formNotation);
  const accepted = options.also ? extendShape(shape, options.also) : shape;
  const params = readFields(accepted, tree, '', findings);
  if (!nothingWrong(findings)) throw refusalOf(findings);
  return params;
}

type ListType = ContractType & { readonly kind: 'list' };

function readFields(type: HashType, tree: Tree, path: string, findings: Findings): Record<string, unknown> {
  const { notation } = findings;
  const params: Record<string, unknown> = {};
  for (const name in tree) {
    const value = tree[name];
    if (value === undefined) continue;
    const field = type.fields.get(name);
    const place = notation.place(path, name);
    if (!field && type.isOpen) params[name] = value;
    else if (!field) {
      if (!notation.ignores(path, name)) findings.unknown.push({ path: place, name, in: type });
    } else params[name] = value === null ? null : readValue(field, value, place, findings);
  }
  for (const name of type.required) {
    if ((tree[name] ?? undefined) === undefined) findings.missing ??= notation.place(path, name);
  }
  return params;
}

function readValue(type: ContractType, value: Value, path: string, findings: Findings): unknown {
  if (findings.notation.isEmpty(value)) return type.emptyable ? '' : invalid(findings, () => invalidEmpty(path));
  switch (type.kind) {
    case 'hash':
      return readHash(type, value, path, findings);
    case 'list':
      return readList(type, value, path, findings);
    case 'metadata':
      return readMetadata(value, path, findings);
    case 'map':
      return readMap(type.of, value, path, findings);
    case 'union':
      return readUnion(type.of, value, path, findings);
    default:
      return findings.notation.scalar(type, value, path, findings);
  }
}

function readHash(type: HashType, value: Value, path: string, findings: Findings): unknown {
  const tree = findings.notation.fields(value);
  return tree ? readFields(type, tree, path, findings) : invalid(findings, () => invalidObject(path));
}

function readList(type: ListType, value: Value, path: string, findings: Findings): unknown {
  const { notation } = findings;
  const items = notation.items(value);
  if (!items) return invalid(findings, () => invalidArray(path));
  // Some clients send an empty list as a list of one empty text.
  if (type.emptyable && items.length === 1 && items[0]?.[1] === '') return '';
  return items.map(([name, item]) => readValue(type.of, item, notation.place(path, name), findings));
}

function readMap(of: ContractType, value: Value, path: string, findings: Findings): unknown {
  const tree = findings.notation.fields(value);
  if (!tree) return invalid(findings, () => invalidObject(path));
  const map: Record<string, unknown> = Object.create(null);
  for (const [name, inner] of Object.entries(tree)) {
    map[name] = readValue(of, inner, findings.notation.place(path, quoted(name)), findings);
  }
  return map;
}

/** Tries the types whose form the value has; the first that fits wins, and the errors of the last one are reported. */
function readUnion(members: readonly ContractType[], value: Value, path: string, findings: Findings): unknown {
  const isSingle = typeof value !== 'object';
  const fitting = members.filter((member) => isScalar(member) === isSingle);
  const discriminated = fitting.filter((member) => hasObjectName(member, value));
  const candidates = discriminated.length > 0 ? discriminated : fitting;
  const last = candidates.at(-1) ?? members.at(-1);
  if (!last) return undefined;
  for (const candidate of candidates.slice(0, -1)) {
    const tried = newFindings(findings.notation);
    const read = readValue(candidate, value, path, tried);
    if (nothingWrong(tried)) return read;
  }
  return readValue(last, value, path, findings);
}

/** True if a hash has the type's name: `object=bank_account` distinguishes a bank account from a card. */
function hasObjectName(type: ContractType, value: Value): boolean {
  if (type.kind !== 'hash' || typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const field = type.fields.get('object');
  return field?.kind === 'enum' && typeof value.object === 'string' && field.values.includes(value.object);
}
