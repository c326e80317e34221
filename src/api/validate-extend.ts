import type { ContractType, HashType } from '../contract/contract.ts';

type Additions = Readonly<Record<string, ContractType>>;

const extended = new WeakMap<HashType, WeakMap<Additions, HashType>>();

/**
 * The shape with more parameters, named by bracket paths (`ValidateOptions.also`). A required parameter that is named
 * again becomes optional. Cached for each pair.
 */
export function extendShape(shape: HashType, also: Additions): HashType {
  const known = extended.get(shape)?.get(also);
  if (known) return known;
  let result = shape;
  for (const [path, type] of Object.entries(also)) {
    result = withField(result, path.replaceAll(']', '').split('['), type);
  }
  const results = extended.get(shape) ?? new WeakMap<Additions, HashType>();
  extended.set(shape, results.set(also, result));
  return result;
}

function withField(hash: HashType, [name = '', ...rest]: readonly string[], addition: ContractType): HashType {
  const fields = new Map(hash.fields);
  fields.set(name, withInner(hash.fields.get(name), rest, addition));
  const required = rest.length > 0 ? hash.required : new Set([...hash.required].filter((other) => other !== name));
  return { ...hash, fields, required };
}

/** The type with an addition at a nested path. An empty key means the items of a list. */
function withInner(type: ContractType | undefined, keys: readonly string[], addition: ContractType): ContractType {
  const [key, ...rest] = keys;
  if (key === undefined) return addition;
  if (type?.kind === 'union') {
    return {
      ...type,
      of: type.of.map((member) => (canHold(member, key) ? withInner(member, keys, addition) : member)),
    };
  }
  if (key === '') {
    const of = type?.kind === 'list' ? type.of : undefined;
    return { ...(type?.kind === 'list' ? type : {}), kind: 'list', of: withInner(of, rest, addition) };
  }
  if (type?.kind === 'map') return { ...type, of: withInner(type.of, rest, addition) };
  const hash: ContractType & HashType =
    type?.kind === 'hash' ? type : { kind: 'hash', fields: new Map(), required: new Set() };
  return { ...hash, ...withField(hash, keys, addition) };
}

function canHold(type: ContractType, key: string): boolean {
  return key === '' ? type.kind === 'list' : type.kind === 'hash' || type.kind === 'map';
}
