import { type ContractType, type HashType, resourceShape } from '../../src/contract/contract.ts';

/** Returns the fields of an object by the value of its `object` field, or undefined for unknown objects. */
export type Shapes = (objectName: string) => HashType | undefined;

/**
 * Compares a response with the shapes of its objects (default: the contract, at the newest version). Returns one
 * sentence per difference, beginning with its path and the names of the objects on it, such as
 * "payment_intent.latest_charge(charge).amount: field missing".
 */
export function checkResponse(answer: unknown, shapes: Shapes = resourceShape): string[] {
  const findings: Findings = { shapes, differences: [] };
  checkAny(answer, nameOf(answer), findings);
  return findings.differences;
}

interface Findings {
  readonly shapes: Shapes;
  readonly differences: string[];
}

type Hash = Readonly<Record<string, unknown>>;

const pageNames = new Set(['list', 'search_result']);
const pageFields = ['object', 'data', 'has_more', 'url'];
const allowedPageFields = new Set([...pageFields, 'next_page', 'total_count']);

/** Fields that the API still returns though its types no longer contain them. */
const undocumentedFields: Readonly<Record<string, readonly string[]>> = {
  charge: ['destination', 'dispute', 'order'],
  card: ['email', 'phone', 'wallet'],
  dispute: ['balance_transaction'],
  product: ['attributes'],
  subscription: ['plan', 'quantity'],
};

/** A value whose type only its content shows. */
function checkAny(value: unknown, path: string, findings: Findings): void {
  if (!isHash(value) || typeof value.object !== 'string') return;
  if (pageNames.has(value.object)) checkPage({ kind: 'any' }, value, path, findings);
  else checkObject(value, path, findings);
}

function checkObject(value: Hash, path: string, findings: Findings): void {
  const name = nameOf(value);
  // The sender of a transfer, as the payment that it brings shows it.
  if (name === 'account' && 'application_name' in value) return;
  // The rest of a deleted object of v2.
  if (name.startsWith('v2.') && Object.keys(value).sort().join() === 'id,object') return;
  const shape = findings.shapes(name);
  if (shape) checkFields(shape, value, path === name ? path : `${path}(${name})`, findings, undocumentedFields[name]);
  else findings.differences.push(`${path}: no object is called ${name}`);
}

function checkFields(
  shape: HashType,
  value: Hash,
  path: string,
  findings: Findings,
  undocumented: readonly string[] = [],
): void {
  for (const name of shape.required) {
    if (value[name] === undefined) findings.differences.push(`${path}.${name}: field missing`);
  }
  for (const [name, inner] of Object.entries(value)) {
    const type = shape.fields.get(name);
    if (inner === undefined) continue;
    if (type) checkType(type, inner, `${path}.${name}`, findings);
    else if (!undocumented.includes(name)) findings.differences.push(`${path}.${name}: unknown field`);
  }
}

function checkPage(of: ContractType, value: Hash, path: string, findings: Findings): void {
  for (const name of pageFields)
    if (value[name] === undefined) findings.differences.push(`${path}.${name}: field missing`);
  for (const name of Object.keys(value)) {
    if (!allowedPageFields.has(name)) findings.differences.push(`${path}.${name}: unknown field`);
  }
  if (typeof value.has_more !== 'boolean') findings.differences.push(`${path}.has_more: not a boolean`);
  if (typeof value.url !== 'string') findings.differences.push(`${path}.url: not a string`);
  checkItems(of, value.data, `${path}.data`, findings);
}

function checkItems(of: ContractType, value: unknown, path: string, findings: Findings): void {
  if (!Array.isArray(value)) {
    findings.differences.push(`${path}: not a list`);
    return;
  }
  for (const [index, item] of value.entries()) checkType(of, item, `${path}[${index}]`, findings);
}

function checkType(type: ContractType, value: unknown, path: string, findings: Findings): void {
  if (value === null) {
    if (!type.nullable && type.kind !== 'any') findings.differences.push(`${path}: null`);
  } else if (type.kind === 'list') checkItems(type.of, value, path, findings);
  else if (type.kind === 'union') checkUnion(type.of, value, path, findings);
  else if (type.kind === 'any') checkAny(value, path, findings);
  else if (type.kind === 'enum') {
    if (!type.values.includes(String(value)))
      findings.differences.push(`${path}: ${JSON.stringify(value)} is not a known value`);
  } else if (type.kind === 'expandable' && typeof value === 'string') return;
  else if (isContainer(type)) {
    if (isHash(value)) checkInside(type, value, path, findings);
    else wrong(type.kind === 'list_object' ? 'list object' : 'hash', path, findings);
  } else if (!isScalar(type.kind, value)) wrong(type.kind, path, findings);
}

type Container = ContractType & { kind: 'hash' | 'list_object' | 'map' | 'metadata' | 'object' | 'expandable' };

function isContainer(type: ContractType): type is Container {
  return ['hash', 'list_object', 'map', 'metadata', 'object', 'expandable'].includes(type.kind);
}

function checkInside(type: Container, value: Hash, path: string, findings: Findings): void {
  switch (type.kind) {
    case 'hash':
      checkFields(type, value, path, findings);
      break;
    case 'list_object':
      checkPage(type.of, value, path, findings);
      break;
    case 'map':
    case 'metadata':
      for (const [name, inner] of Object.entries(value)) {
        checkType(type.kind === 'map' ? type.of : { kind: 'string' }, inner, `${path}.${name}`, findings);
      }
      break;
    default:
      if (type.names.includes(nameOf(value))) checkObject(value, path, findings);
      else wrong(type.names.join(' or '), path, findings);
  }
}

/** The member with the fewest differences is the intended one. */
function checkUnion(members: readonly ContractType[], value: unknown, path: string, findings: Findings): void {
  let best: string[] | undefined;
  for (const member of members) {
    const differences: string[] = [];
    checkType(member, value, path, { ...findings, differences });
    if (!best || differences.length < best.length) best = differences;
  }
  findings.differences.push(...(best ?? []));
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

function wrong(expected: string, path: string, findings: Findings): void {
  findings.differences.push(`${path}: not ${/^[aeiou]/.test(expected) ? 'an' : 'a'} ${expected}`);
}

function isHash(value: unknown): value is Hash {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the name of an object: its `object` field, or "deleted_…" for a deleted one. */
function nameOf(value: unknown): string {
  if (!isHash(value) || typeof value.object !== 'string') return 'answer';
  return value.deleted === true ? `deleted_${value.object}` : value.object;
}
