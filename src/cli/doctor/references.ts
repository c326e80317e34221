import { type ContractType, type HashType, resourceShape } from '../../contract/contract.ts';

/** A field of an object that holds the id of another. */
export interface Reference {
  /** As `payment_method_details.card.mandate`. */
  readonly field: string;
  /** What it may be the id of, by the names of objects. */
  readonly names: readonly string[];
  readonly id: string;
}

/** Objects of lists that are the same for everybody: accounts name them and keep none. */
const CATALOGUES: ReadonlySet<string> = new Set(['tax_code']);

/** How deep objects are looked into. */
const DEEPEST = 8;

/**
 * The ids of other objects in an object: the contract says which fields hold some, those that can be expanded. Objects
 * that lie whole inside of it are looked into as well.
 */
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
      if (typeof value === 'string' && !type.names.every((one) => CATALOGUES.has(one)))
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

function isHash(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
