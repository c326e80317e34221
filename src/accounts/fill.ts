import { type ContractType, type HashType, resourceShape } from '../contract/contract.ts';
import { isHash } from '../kernel/hash.ts';

/**
 * Completes the hashes inside an object of the API: fields that the API always sends of a hash, and that were not given,
 * are null. `name` is the object's.
 */
export function filled<T extends object>(name: string, object: T): T {
  const shape = resourceShape(name);
  if (!shape) throw new Error(`the contract has no ${name}`);
  const entries = Object.entries(object).map(([field, value]) => [field, filledField(shape.fields.get(field), value)]);
  // Every field keeps its type; only nulls are added inside.
  return Object.fromEntries(entries) as T;
}

function filledField(type: ContractType | undefined, value: unknown): unknown {
  return type?.kind === 'hash' && isHash(value) ? filledHash(type, value) : value;
}

function filledHash({ fields, required }: HashType, value: Readonly<Record<string, unknown>>): object {
  const given = Object.entries(value).map(([name, inner]) => [name, filledField(fields.get(name), inner)] as const);
  const missing = [...required].filter((name) => !(name in value) && fields.get(name)?.nullable);
  return Object.fromEntries([...given, ...missing.map((name) => [name, null] as const)]);
}
