import type { ContractType, HashType } from '../contract/contract.ts';
import { type Part, readPart } from '../kernel/not-yet.ts';
import type { Operation } from '../kernel/operation.ts';
import { extendShape } from './validate-extend.ts';

/** The parameters that every operation takes from pages: `expand` is checked by what it names. */
const ALWAYS = ['expand'];

/** Pages send the secret of the object that they confirm; the contract has it only where servers may send it too. */
const CLIENT_SECRET = { client_secret: { kind: 'string' } } as const;

/** Returns the contract of an operation for pages: of `shape` only what the operation declares for them. */
export function pageParams(shape: HashType, { access, forPages }: Operation): HashType {
  const listed = forPages === 'all' ? shape : only(shape, [...ALWAYS, ...forPages].map(readPart));
  return access === 'client_secret' ? extendShape(listed, CLIENT_SECRET) : listed;
}

/**
 * A hash with the listed parts alone. It cannot be unset as a whole, since that would unset fields that are not listed.
 */
function only(shape: HashType, parts: readonly Part[]): HashType {
  const fields = new Map<string, ContractType>();
  for (const [name, type] of shape.fields) {
    const below = parts
      .filter(({ path }) => path[0] === name)
      .map(({ path, value }) => ({ path: path.slice(1), value }));
    if (below.length > 0) fields.set(name, within(type, below));
  }
  return {
    kind: 'hash',
    fields,
    required: shape.required,
    secretKeyOnly: new Set([...shape.fields.keys()].filter((name) => !fields.has(name))),
  };
}

function within(type: ContractType, parts: readonly Part[]): ContractType {
  const whole = parts.find(({ path }) => path.length === 0);
  if (whole?.value !== undefined) return { kind: 'enum', values: [whole.value] };
  if (whole) return type;
  if (type.kind !== 'hash') throw new Error(`A page's parameter is below '${parts[0]?.path[0]}', which is no hash.`);
  return only(type, parts);
}
