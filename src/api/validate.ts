import type { ContractType, HashType } from '../contract/contract.ts';
import { listItems, type ParamTree, type ParamValue } from './form.ts';
import {
  type Findings,
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
import { isScalar, readScalar } from './validate-scalars.ts';

export interface ValidateOptions {
  /**
   * Parameters accepted besides those of the contract, as callers of older versions may send them; or other types for
   * known ones. A key is a bracket path: "plan", "payment_method_options[card][moto]", or with "[]" for the items of a
   * list "items[][plan]". Keep the object: what it adds is worked out once for each.
   */
  readonly also?: Readonly<Record<string, ContractType>>;
}

/**
 * Checks parameters against the contract and reads their text into values: integers and moments as numbers, booleans,
 * hashes and lists of them. The empty string stays as '' where it may be sent to unset something.
 *
 * Throws 400 in the order Stripe reports: unknown parameters first, then the first that cannot be read, then the first
 * that is missing.
 */
export function validateParams(
  shape: HashType,
  tree: ParamTree,
  options: ValidateOptions = {},
): Record<string, unknown> {
  const findings = newFindings();
  const accepted = options.also ? extendShape(shape, options.also) : shape;
  const params = readFields(accepted, tree, '', findings);
  if (!nothingWrong(findings)) throw refusalOf(findings);
  return params;
}

type ListType = ContractType & { readonly kind: 'list' };

function readFields(type: HashType, tree: ParamTree, path: string, findings: Findings): Record<string, unknown> {
  const params: Record<string, unknown> = {};
  for (const name in tree) {
    const value = tree[name];
    if (value === undefined) continue;
    const field = type.fields.get(name);
    const place = path === '' ? name : `${path}[${name}]`;
    if (field) params[name] = readValue(field, value, place, findings);
    else findings.unknown.push({ path: place, name, known: type.fields });
  }
  for (const name of type.required) {
    if (tree[name] === undefined) findings.missing ??= path === '' ? name : `${path}[${name}]`;
  }
  return params;
}

function readValue(type: ContractType, value: ParamValue, path: string, findings: Findings): unknown {
  if (value === '') return type.emptyable ? '' : invalid(findings, () => invalidEmpty(path));
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
      return readScalar(type, value, path, findings);
  }
}

function readHash(type: HashType, value: ParamValue, path: string, findings: Findings): unknown {
  const tree = Array.isArray(value) ? fromPairs(value) : value;
  if (tree === undefined || typeof tree === 'string') return invalid(findings, () => invalidObject(path));
  return readFields(type, tree, path, findings);
}

/** A list of names and values in turn, `a[]=type` and `a[]=kr_card`, stands for the hash `a[type]=kr_card`. */
function fromPairs(items: readonly ParamValue[]): ParamTree | undefined {
  if (items.length % 2 !== 0) return undefined;
  const tree: ParamTree = Object.create(null);
  for (let index = 0; index < items.length; index += 2) {
    const name = items[index];
    const value = items[index + 1];
    if (typeof name !== 'string' || value === undefined) return undefined;
    tree[name] = value;
  }
  return tree;
}

function readList(type: ListType, value: ParamValue, path: string, findings: Findings): unknown {
  const items = listItems(value);
  if (!items) return invalid(findings, () => invalidArray(path));
  // Some clients send an empty list as a list of one empty text.
  if (type.emptyable && items.length === 1 && items[0] === '') return '';
  const indexes = Object.keys(value);
  return items.map((item, index) => readValue(type.of, item, `${path}[${indexes[index]}]`, findings));
}

function readMap(of: ContractType, value: ParamValue, path: string, findings: Findings): unknown {
  if (typeof value === 'string') return invalid(findings, () => invalidObject(path));
  const map: Record<string, unknown> = Object.create(null);
  for (const [name, inner] of Object.entries(value)) {
    map[name] = readValue(of, inner, `${path}[${quoted(name)}]`, findings);
  }
  return map;
}

/** Tries the types a value could have by its form; the first that fits wins, and the last one tells what is wrong. */
function readUnion(members: readonly ContractType[], value: ParamValue, path: string, findings: Findings): unknown {
  const fitting = members.filter((member) => isScalar(member) === (typeof value === 'string'));
  const discriminated = fitting.filter((member) => hasObjectName(member, value));
  const candidates = discriminated.length > 0 ? discriminated : fitting;
  const last = candidates.at(-1) ?? members.at(-1);
  if (!last) return undefined;
  for (const candidate of candidates.slice(0, -1)) {
    const tried = newFindings();
    const read = readValue(candidate, value, path, tried);
    if (nothingWrong(tried)) return read;
  }
  return readValue(last, value, path, findings);
}

/** Whether a hash calls itself what this type is: `object=bank_account` tells a bank account from a card. */
function hasObjectName(type: ContractType, value: ParamValue): boolean {
  if (type.kind !== 'hash' || typeof value === 'string' || Array.isArray(value)) return false;
  const field = type.fields.get('object');
  return field?.kind === 'enum' && typeof value.object === 'string' && field.values.includes(value.object);
}
