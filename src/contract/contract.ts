import { readdirSync, readFileSync } from 'node:fs';
import type { Operations } from '../../contract/generated/operations.d.ts';
import type { UrlKind } from '../shared/caller-urls.ts';
import type { TextFormat } from '../shared/formats.ts';
import { ROOT } from './root.ts';
import { createRoutes, type Found, type Routes } from './routes.ts';

/**
 * The contract of the Stripe API as data: its operations, their parameters and the shapes of its objects, at the newest
 * version. The facts come from the official package (see `contract/generate.ts`); files are read when first needed.
 */

export type { Operations };

/** The id of an operation of the API, as `POST /v1/payment_intents/{intent}/confirm`. */
export type OperationId = keyof Operations;

/** An operation as the API describes it. Its handler is an `Operation` (kernel/operation.ts). */
export interface ContractOperation {
  readonly id: OperationId;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** As "/v1/payment_intents/{intent}/confirm". */
  readonly path: string;
  /** The file its parameters are in; operations of one resource share it. */
  readonly params: string;
  readonly result: OperationResult;
}

interface OperationResult {
  readonly kind: 'object' | 'list' | 'search' | 'v2_list' | 'v2_search' | 'stream' | 'nothing';
  /** Names of the objects it can be, or of the elements of the list, as `["customer", "deleted_customer"]`. */
  readonly objects: readonly string[];
}

/** A hash: named fields of their own types, in a request or in an object. */
export interface HashType {
  readonly kind: 'hash';
  /** True if a caller may send names that are not among the fields; they are passed on as they are. */
  readonly isOpen?: true;
  readonly fields: ReadonlyMap<string, ContractType>;
  /** In an object: the fields that are always there. */
  readonly required: ReadonlySet<string>;
  /** In a contract for pages: the names of fields that only a secret key may send. */
  readonly secretKeyOnly?: ReadonlySet<string>;
}

interface Absence {
  /** The parameter may be sent as '' to unset what it sets. */
  readonly emptyable?: true;
  /** The field may be null. */
  readonly nullable?: true;
}

/** The type of a parameter or of a field of an object. Amounts are `integer`, moments `timestamp` (Unix seconds). */
export type ContractType = Absence &
  /** With `url` it is a URL of that kind: see `shared/caller-urls.ts`. */
  (
    | { readonly kind: 'string'; readonly maxLength?: number; readonly url?: UrlKind; readonly format?: TextFormat }
    | { readonly kind: 'integer' | 'number' | 'boolean' | 'timestamp' }
    /** A decimal number, or a 64-bit integer, written as a string. */
    | { readonly kind: 'decimal' | 'int64' }
    // An alias is read as the value that it stands for.
    | {
        readonly kind: 'enum';
        readonly values: readonly string[];
        readonly aliases?: Readonly<Record<string, string>>;
      }
    | HashType
    /** A hash with keys of the caller's choice. */
    | { readonly kind: 'map'; readonly of: ContractType }
    | { readonly kind: 'metadata' }
    | { readonly kind: 'list'; readonly of: ContractType }
    /** An embedded page: `{object: 'list', data, has_more, url}`. */
    | { readonly kind: 'list_object'; readonly of: ContractType }
    | { readonly kind: 'union'; readonly of: readonly ContractType[] }
    /** A whole object with one of these names. */
    | { readonly kind: 'object'; readonly names: readonly string[] }
    /** An id, or when expanded the whole object with one of these names. */
    | { readonly kind: 'expandable'; readonly names: readonly string[] }
    | { readonly kind: 'file' | 'any' }
  );

/** The operation a request asks for, and the values of its path's parameters. `path` is the URL's path without query. */
export function findOperation(method: string, path: string): Found<ContractOperation> | undefined {
  routes ??= createRoutes(allOperations());
  return routes(method, path);
}

/** Every operation, ordered by path. */
export function allOperations(): readonly ContractOperation[] {
  operations ??= readOperations();
  return operations;
}

/** The parameters an operation takes, those in its path not included. */
export function paramsOf(id: OperationId): HashType {
  const known = params.get(id);
  if (known) return known;
  operationsById ??= new Map(allOperations().map((operation) => [operation.id, operation]));
  const operation = operationsById.get(id);
  if (!operation) throw new Error(`The contract does not have the operation ${id}.`);
  for (const [name, type] of readTypes(`params/${operation.params}.json`, urlsOf(operation.params))) {
    params.set(name, name.startsWith('GET ') ? withoutFormats(type) : type);
  }
  return paramsOf(id);
}

/**
 * Returns the fields of an object by its `object` field; the stub of a deleted one is named "deleted_customer".
 * Undefined for an unknown object.
 */
export function resourceShape(objectName: string): HashType | undefined {
  const known = shapes.get(objectName);
  if (known || !objectNames().has(objectName)) return known;
  for (const [name, type] of readTypes(`resources/${objectName}.json`)) shapes.set(name, type);
  return shapes.get(objectName);
}

/** The names of all objects in the contract, such as "checkout.session". */
export function objectNames(): ReadonlySet<string> {
  names ??= new Set(readdirSync(new URL('resources/', generated)).map((file) => file.replace(/\.json$/, '')));
  return names;
}

/** Every version of the API, oldest first. */
export function apiVersions(): readonly string[] {
  versions ??= readJson<string[]>('api-versions.json');
  return versions;
}

/** The oldest version that responses are made for; see docs/api-versions.md. */
export const OLDEST_ANSWERED = '2019-12-03';

/** True for a version of the API that is too old to be answered as it was. Versions are ordered by their dates. */
export function isTooOld(version: string): boolean {
  return version < OLDEST_ANSWERED;
}

/** Every type of event a webhook endpoint can enable, as "payment_intent.succeeded". */
export function eventTypes(): readonly string[] {
  events ??= readJson<string[]>('event-types.json');
  return events;
}

const generated = new URL('contract/generated/', ROOT);

const params = new Map<string, HashType>();
const shapes = new Map<string, HashType>();
let operations: readonly ContractOperation[] | undefined;
let operationsById: ReadonlyMap<string, ContractOperation> | undefined;
let names: ReadonlySet<string> | undefined;
let routes: Routes<ContractOperation> | undefined;
let versions: readonly string[] | undefined;
let events: readonly string[] | undefined;

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, generated), 'utf8')) as T;
}

/** Files of parameters whose `return_url` may lead to an app. */
const RETURNS_TO_APPS: ReadonlySet<string> = new Set([
  'financial_connections.sessions',
  'payment_intents',
  'setup_intents',
  'sources',
  'terminal.readers',
  'test_helpers.confirmation_tokens',
]);

/** Files of parameters whose `url` is the website of a business. */
const HAVE_WEBSITES: ReadonlySet<string> = new Set(['accounts']);

/** The kinds of the URLs in a file of parameters that differ from `web`, by the names of the parameters. */
type Urls = Readonly<Record<string, UrlKind>>;

function urlsOf(file: string): Urls {
  return {
    ...(RETURNS_TO_APPS.has(file) && { return_url: 'return' }),
    ...(HAVE_WEBSITES.has(file) && { url: 'site', support_url: 'site' }),
  };
}

function readTypes(path: string, urls?: Urls): [string, HashType][] {
  return linkTypes(readJson(path), urls);
}

function readOperations(): ContractOperation[] {
  const index = readJson<{ operations: Omit<ContractOperation, 'id'>[] }>('operations.json');
  return index.operations.map((row) => ({ id: `${row.method} ${row.path}` as OperationId, ...row }));
}

/** A type as stored: nested types are indexes of the file's table, and each index precedes its uses. */
type StoredType =
  | { kind: 'hash'; fields: Record<string, number>; required: string[] }
  | { kind: 'union'; of: number[] }
  | { kind: 'map' | 'list' | 'list_object'; of: number }
  | { kind: 'plain' };

/** A table of types as the generator writes it, and which of them go by a name. */
export interface StoredTypes {
  readonly types: readonly StoredType[];
  readonly roots: Readonly<Record<string, number>>;
}

/** The types of a table that go by a name. `urls` are the kinds of its URLs that differ from `web`. */
export function linkTypes(file: StoredTypes, urls: Urls = {}): [string, HashType][] {
  const types: ContractType[] = [];
  for (const stored of file.types) types.push(linkType(stored, types, urls));
  return Object.entries(file.roots).map(([name, place]) => [name, asHash(typeAt(types, place), name)]);
}

function linkType(stored: StoredType, types: readonly ContractType[], urls: Urls): ContractType {
  switch (stored.kind) {
    case 'hash': {
      const fields = Object.entries(stored.fields).map(
        ([name, place]) => [name, withFormat(name, typeAt(types, place), urls)] as const,
      );
      return { ...stored, fields: new Map(fields), required: new Set(stored.required) };
    }
    case 'union':
      return { ...stored, of: stored.of.map((place) => typeAt(types, place)) };
    case 'map':
    case 'list':
    case 'list_object':
      return { ...stored, of: typeAt(types, stored.of) };
    default:
      return stored as unknown as ContractType;
  }
}

/** URLs and e-mail addresses are texts in the package; their names show which they are. */
function withFormat(name: string, type: ContractType, urls: Urls): ContractType {
  if (type.kind === 'string' && /(^|_)email$/.test(name)) return { ...type, format: 'email' };
  if (name === 'billing_details') return withBillingCountry(type);

  if (type.kind === 'string' && /(^|_)url$/.test(name)) return { ...type, url: urls[name] ?? 'web' };
  if (type.kind === 'list' && name === 'images' && type.of.kind === 'string')
    return { ...type, of: { ...type.of, url: 'web' } };
  return type;
}

/** The API checks the country of a billing address. The addresses of customers and deliveries are kept as they are sent. */
function withBillingCountry(type: ContractType): ContractType {
  return withField(type, 'address', (address) =>
    withField(address, 'country', (country) =>
      country.kind === 'string' ? { ...country, format: 'country' } : country,
    ),
  );
}

function withField(type: ContractType, name: string, change: (field: ContractType) => ContractType): ContractType {
  const field = type.kind === 'hash' ? type.fields.get(name) : undefined;
  if (type.kind !== 'hash' || !field) return type;
  return { ...type, fields: new Map(type.fields).set(name, change(field)) };
}

/** A filter of a list may be any text: one that no object has finds nothing. */
function withoutFormats(type: HashType): HashType {
  const fields = new Map(type.fields);
  for (const [name, field] of type.fields) {
    if (field.kind !== 'string' || !field.format) continue;
    const { format: _, ...plain } = field;
    fields.set(name, plain);
  }
  return { ...type, fields };
}

function typeAt(types: readonly ContractType[], place: number): ContractType {
  const type = types[place];
  if (!type) throw new Error(`The contract uses the type ${place} before its definition.`);
  return type;
}

function asHash(type: ContractType, name: string): HashType {
  if (type.kind !== 'hash') throw new Error(`The contract of ${name} is not a hash.`);
  return type;
}
