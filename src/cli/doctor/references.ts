import { type ContractType, type HashType, resourceShape } from '../../contract/contract.ts';
import { isHash } from '../../kernel/hash.ts';

/** A field of an object that holds the id of another. */
export interface Reference {
  /** As `payment_method_details.card.mandate`. */
  readonly field: string;
  /** Object names that the id may refer to. */
  readonly names: readonly string[];
  readonly id: string;
}

/** Objects of global lists, and the application that a platform is: accounts reference them without storing them. */
const NOT_STORED: ReadonlySet<string> = new Set(['application', 'tax_code']);

/** Maximum depth of nested objects. */
const DEEPEST = 8;

/** Returns the ids that an object references: its expandable fields by the contract, and those of nested objects. */
export function referencesOf(object: Readonly<Record<string, unknown>>): Reference[] {
  const found: Reference[] = [];
  const shape = resourceShape(String(object.object));
  if (shape) collect(object, shape, '', 0, found);
  return found;
}

function collect(
  value: Readonly<Record<string, unknown>>,
  shape: HashType,
  path: string,
  depth: number,
  found: Reference[],
): void {
  if (depth > DEEPEST) return;
  for (const [name, type] of shape.fields) {
    const held = value[name];
    if (held !== null && held !== undefined) visit(held, type, path === '' ? name : `${path}.${name}`, depth, found);
  }
}

function visit(value: unknown, type: ContractType, path: string, depth: number, found: Reference[]): void {
  switch (type.kind) {
    case 'expandable':
      if (typeof value === 'string' && !type.names.every((one) => NOT_STORED.has(one)))
        found.push({ field: path, names: type.names, id: value });
      break;
    case 'hash':
      if (isHash(value)) collect(value, type, path, depth + 1, found);
      break;
    case 'list':
      if (Array.isArray(value)) for (const item of value) visit(item, type.of, path, depth + 1, found);
      break;
    default:
      break;
  }
}
