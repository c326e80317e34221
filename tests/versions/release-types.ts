import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript-compiler';

/** A hash or an object in the types of an official library: its fields by name. */
export interface TypedHash {
  readonly name: string;
  readonly fields: ReadonlyMap<string, TypedField>;
}

export interface TypedField {
  readonly optional: boolean;
  /** The hash that it holds, alone or in a list; undefined for plain values, whole objects and shared types. */
  readonly hash: TypedHash | undefined;
}

const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));
/** Where the libraries kept their types over the years. */
const PLACES = ['types/2022-08-01', 'types', 'esm/resources'];

/**
 * Reads an interface, as `Charge` in the file `Charges`, from the type files of an official library, as `stripe-18`:
 * the first of these names that there is. Only the syntax is read, so no types are checked and a file takes milliseconds.
 */
export function readRelease(packageName: string, file: string, names: readonly string[]): TypedHash {
  const place = PLACES.map((folder) => `${modules}${packageName}/${folder}/${file}.d.ts`).find((path) =>
    existsSync(path),
  );
  if (!place) throw new Error(`${packageName} has no types in ${file}.d.ts`);
  const source = ts.createSourceFile(place, readFileSync(place, 'utf8'), ts.ScriptTarget.Latest, false);
  const interfaces = new Map<string, ts.InterfaceDeclaration>();
  collect(source.statements, '', interfaces);
  return readHash(names.find((name) => interfaces.has(name)) ?? names.join(' or '), interfaces);
}

function collect(
  statements: readonly ts.Statement[],
  scope: string,
  interfaces: Map<string, ts.InterfaceDeclaration>,
): void {
  for (const statement of statements) {
    if (ts.isInterfaceDeclaration(statement)) interfaces.set(scope + statement.name.text, statement);
    if (!ts.isModuleDeclaration(statement)) continue;
    // `declare module 'stripe'` and its namespace Stripe hold everything; what they hold is named without them.
    const outer = ts.isStringLiteral(statement.name) || statement.name.text === 'Stripe';
    let body: ts.ModuleDeclaration['body'] = statement.body;
    let inner = outer ? scope : `${scope}${statement.name.text}.`;
    while (body && ts.isModuleDeclaration(body)) {
      inner += `${body.name.text}.`;
      body = body.body;
    }
    if (body && ts.isModuleBlock(body)) collect(body.statements, inner, interfaces);
  }
}

function readHash(name: string, interfaces: ReadonlyMap<string, ts.InterfaceDeclaration>): TypedHash {
  const declaration = interfaces.get(name);
  if (!declaration) throw new Error(`There is no interface ${name}.`);
  const fields = new Map<string, TypedField>();
  for (const member of declaration.members) {
    if (!ts.isPropertySignature(member) || !member.type) continue;
    const hash = hashIn(member.type, name, interfaces);
    fields.set(nameOf(member.name), {
      optional: member.questionToken !== undefined,
      get hash() {
        return hash === undefined ? undefined : readHash(hash, interfaces);
      },
    });
  }
  return { name, fields };
}

/** The full name of the hash that a type mentions, looked for from the innermost scope outwards. */
function hashIn(
  type: ts.TypeNode,
  scope: string,
  interfaces: ReadonlyMap<string, ts.InterfaceDeclaration>,
): string | undefined {
  if (ts.isUnionTypeNode(type)) return type.types.map((part) => hashIn(part, scope, interfaces)).find(Boolean);
  if (ts.isArrayTypeNode(type)) return hashIn(type.elementType, scope, interfaces);
  if (!ts.isTypeReferenceNode(type)) return undefined;
  const written = type.typeName;
  const wanted = ts.isIdentifier(written) ? written.text : qualified(written);
  if (wanted === 'Array') return type.typeArguments?.map((part) => hashIn(part, scope, interfaces)).find(Boolean);
  const scopes = scope.split('.').map((_, at, parts) => parts.slice(0, parts.length - at).join('.'));
  const found = [...scopes.map((outer) => `${outer}.${wanted}`), wanted.replace(/^Stripe\./, '')].find((name) =>
    interfaces.has(name),
  );
  return found === undefined || isWhole(interfaces.get(found)) ? undefined : found;
}

function qualified(name: ts.QualifiedName): string {
  const left = ts.isIdentifier(name.left) ? name.left.text : qualified(name.left);
  return `${left}.${name.right.text}`;
}

function isWhole(declaration: ts.InterfaceDeclaration | undefined): boolean {
  return declaration?.members.some((member) => member.name && nameOf(member.name) === 'object') ?? false;
}

function nameOf(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : '';
}
