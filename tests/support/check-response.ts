import { type ContractType, type HashType, resourceShape } from '../../src/kernel/contract.ts';

/**
 * Compares an answer of the API, at the newest version, with the contract. Each difference is one sentence that begins
 * with its place, as "payment_intent.shipping.address: field missing". No differences, no sentences.
 */
export function checkResponse(answer: unknown): string[] {
  const differences: string[] = [];
  checkAny(answer, nameOf(answer), differences);
  return differences;
}

type Hash = Readonly<Record<string, unknown>>;

const pageNames = new Set(['list', 'search_result']);
const pageFields = ['object', 'data', 'has_more', 'url'];
const allowedPageFields = new Set([...pageFields, 'next_page', 'total_count']);

/** Fields the API still answers though its types no longer tell of them. */
const undocumentedFields: Readonly<Record<string, readonly string[]>> = {
  charge: ['destination', 'dispute', 'order'],
  card: ['wallet'],
  product: ['attributes'],
  subscription: ['plan', 'quantity'],
};

/** Something of which only the value itself tells what it is. */
function checkAny(value: unknown, path: string, differences: string[]): void {
  if (!isHash(value) || typeof value.object !== 'string') return;
  if (pageNames.has(value.object)) checkPage({ kind: 'any' }, value, path, differences);
  else checkObject(value, path, differences);
}

function checkObject(value: Hash, path: string, differences: string[]): void {
  const name = nameOf(value);
  const shape = resourceShape(name);
  if (shape) checkFields(shape, value, path, differences, undocumentedFields[name]);
  else differences.push(`${path}: no object is called ${name}`);
}

function checkFields(
  shape: HashType,
  value: Hash,
  path: string,
  differences: string[],
  undocumented: readonly string[] = [],
): void {
  for (const name of shape.required) {
    if (value[name] === undefined) differences.push(`${path}.${name}: field missing`);
  }
  for (const [name, inner] of Object.entries(value)) {
    const type = shape.fields.get(name);
    if (inner === undefined) continue;
    if (type) checkType(type, inner, `${path}.${name}`, differences);
    else if (!undocumented.includes(name)) differences.push(`${path}.${name}: unknown field`);
  }
}

function checkPage(of: ContractType, value: Hash, path: string, differences: string[]): void {
  for (const name of pageFields) if (value[name] === undefined) differences.push(`${path}.${name}: field missing`);
  for (const name of Object.keys(value)) {
    if (!allowedPageFields.has(name)) differences.push(`${path}.${name}: unknown field`);
  }
  if (typeof value.has_more !== 'boolean') differences.push(`${path}.has_more: not a boolean`);
  if (typeof value.url !== 'string') differences.push(`${path}.url: not a string`);
  checkItems(of, value.data, `${path}.data`, differences);
}

function checkItems(of: ContractType, value: unknown, path: string, differences: string[]): void {
  if (!Array.isArray(value)) {
    differences.push(`${path}: not a list`);
    return;
  }
  for (const [index, item] of value.entries()) checkType(of, item, `${path}[${index}]`, differences);
}

function checkType(type: ContractType, value: unknown, path: string, differences: string[]): void {
  if (value === null) {
    if (!type.nullable && type.kind !== 'any') differences.push(`${path}: null`);
  } else if (type.kind === 'list') checkItems(type.of, value, path, differences);
  else if (type.kind === 'union') checkUnion(type.of, value, path, differences);
  else if (type.kind === 'any') checkAny(value, path, differences);
  else if (type.kind === 'enum') {
    if (!type.values.includes(String(value)))
      differences.push(`${path}: ${JSON.stringify(value)} is not a known value`);
  } else if (type.kind === 'expandable' && typeof value === 'string') return;
  else if (isContainer(type)) {
    if (isHash(value)) checkInside(type, value, path, differences);
    else wrong(type.kind === 'list_object' ? 'list object' : 'hash', path, differences);
  } else if (!isScalar(type.kind, value)) wrong(type.kind, path, differences);
}

type Container = ContractType & { kind: 'hash' | 'list_object' | 'map' | 'metadata' | 'object' | 'expandable' };

function isContainer(type: ContractType): type is Container {
  return ['hash', 'list_object', 'map', 'metadata', 'object', 'expandable'].includes(type.kind);
}

function checkInside(type: Container, value: Hash, path: string, differences: string[]): void {
  switch (type.kind) {
    case 'hash':
      checkFields(type, value, path, differences);
      break;
    case 'list_object':
      checkPage(type.of, value, path, differences);
      break;
    case 'map':
    case 'metadata':
      for (const [name, inner] of Object.entries(value)) {
        checkType(type.kind === 'map' ? type.of : { kind: 'string' }, inner, `${path}.${name}`, differences);
      }
      break;
    default:
      if (type.names.includes(nameOf(value))) checkObject(value, path, differences);
      else wrong(type.names.join(' or '), path, differences);
  }
}

/** The member with the fewest differences is taken to be the one that was meant. */
function checkUnion(members: readonly ContractType[], value: unknown, path: string, differences: string[]): void {
  let best: string[] | undefined;
  for (const member of members) {
    const found: string[] = [];
    checkType(member, value, path, found);
    if (!best || found.length < best.length) best = found;
  }
  differences.push(...(best ?? []));
}

function isScalar(kind: ContractType['kind'], value: unknown): boolean {
  switch (kind) {
    case 'integer':
    case 'timestamp':
      return Number.isSafeInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'decimal':
      return typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value);
    case 'int64':
      return typeof value === 'string' && /^-?\d+$/.test(value);
    default:
      return typeof value === 'string';
  }
}

function wrong(expected: string, path: string, differences: string[]): void {
  differences.push(`${path}: not ${/^[aeiou]/.test(expected) ? 'an' : 'a'} ${expected}`);
}

function isHash(value: unknown): value is Hash {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What an object is called: its `object` field, "deleted_…" for the stub of a deleted one. */
function nameOf(value: unknown): string {
  if (!isHash(value) || typeof value.object !== 'string') return 'answer';
  return value.deleted === true ? `deleted_${value.object}` : value.object;
}
