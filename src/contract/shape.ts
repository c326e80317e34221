import { type ContractType, type HashType, type OperationId, type Operations, paramsOf } from './contract.ts';

/** A parameter of one of Florin's own operations. `Value` is the type that its handler gets. */
export interface Shape<Value> {
  /** A function, since some types are read from the contract, whose files are opened when first needed. */
  readonly type: () => ContractType;
  readonly isRequired?: true;
  /** Never set; it keeps the type. */
  readonly value?: Value;
}

export interface RequiredShape<Value> extends Shape<Value> {
  readonly isRequired: true;
}

/** Parameters by name. */
export type Fields = Readonly<Record<string, Shape<unknown>>>;

type ValueOf<One> = One extends Shape<infer Value> ? Value : never;
type Required<Of extends Fields> = {
  [Name in keyof Of]: Of[Name] extends { isRequired: true } ? Name : never;
}[keyof Of];

/** The parameters that a handler gets for these fields. */
export type ValuesOf<Of extends Fields> = { readonly [Name in Required<Of>]: ValueOf<Of[Name]> } & {
  readonly [Name in Exclude<keyof Of, Required<Of>>]?: ValueOf<Of[Name]>;
};

export const text: Shape<string> = { type: () => ({ kind: 'string' }) };
/** A URL to which a payer returns: see `shared/caller-urls.ts`. */
export const returnAddress: Shape<string> = { type: () => ({ kind: 'string', url: 'return' }) };
export const integer: Shape<number> = { type: () => ({ kind: 'integer' }) };
export const flag: Shape<boolean> = { type: () => ({ kind: 'boolean' }) };

export function oneOf<const Values extends readonly string[]>(...values: Values): Shape<Values[number]> {
  return { type: () => ({ kind: 'enum', values }) };
}

export function list<Value>(of: Shape<Value>): Shape<readonly Value[]> {
  return { type: () => ({ kind: 'list', of: of.type() }) };
}

export function hash<Of extends Fields>(fields: Of): Shape<ValuesOf<Of>> {
  return { type: () => hashOf(fields) };
}

export function required<Value>(shape: Shape<Value>): RequiredShape<Value> {
  return { ...shape, isRequired: true };
}

/** The parameter may also be sent as '', to unset what it sets. */
export function emptyable<Value>(shape: Shape<Value>): Shape<Value | ''> {
  return { type: () => ({ ...shape.type(), emptyable: true }) };
}

/** A parameter that an operation of the API has. */
export function like<Id extends OperationId, Name extends keyof Operations[Id]['params'] & string>(
  id: Id,
  name: Name,
): Shape<NonNullable<Operations[Id]['params'][Name]>> {
  return {
    type() {
      const type = paramsOf(id).fields.get(name);
      if (!type) throw new Error(`The contract of ${id} does not have the parameter ${name}.`);
      return type;
    },
  };
}

/** The contract of these parameters. */
export function hashOf(fields: Fields): HashType {
  const entries = Object.entries(fields);
  return {
    kind: 'hash',
    fields: new Map(entries.map(([name, shape]) => [name, shape.type()])),
    required: new Set(entries.flatMap(([name, { isRequired }]) => (isRequired ? [name] : []))),
  };
}
