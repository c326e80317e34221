import ts from 'typescript-compiler';
import { resolveSymbol } from './package-types.ts';
import { nameParameters } from './path-parameters.ts';
import type { ResourceFile, Sdk } from './sdk.ts';

/** One operation of the API, as the package calls it. */
export interface SdkOperation {
  readonly method: string;
  /** As "/v1/payment_intents/{intent}/confirm". */
  readonly path: string;
  /** Key of the resource file that holds it, as "Checkout/Sessions". */
  readonly resource: string;
  /** The interface of its parameters; missing when it takes none. */
  readonly params: ts.Symbol | undefined;
  /** The function of the package that calls it, and which of its arguments are the parameters. */
  readonly declaration: ts.MethodDeclaration;
  readonly paramsArgument: number;
  readonly resultKind: 'object' | 'list' | 'search' | 'v2_list' | 'v2_search' | 'stream' | 'nothing';
  /** The type of the result, or of one element of the list. */
  readonly result: ts.TypeNode | undefined;
}

interface Call {
  readonly method: string;
  readonly path: string;
  /** Counts the calls that a function makes. A function that makes a single call describes it best. */
  readonly alternatives: number;
}

/** Every operation of API v1 and v2, in the order of path and method. */
export function readOperations(sdk: Sdk): SdkOperation[] {
  const found = new Map<string, { operation: SdkOperation; alternatives: number }>();
  for (const [resource, file] of sdk.resourceFiles) {
    for (const [declaration, call] of readCalls(file)) {
      const id = `${call.method} ${call.path}`;
      const known = found.get(id);
      if (known && known.alternatives <= call.alternatives) continue;
      const operation = { method: call.method, path: call.path, resource, ...readSignature(sdk, declaration) };
      found.set(id, { operation, alternatives: call.alternatives });
    }
  }
  const operations = [...found.values()].map(({ operation }) => operation);
  return operations.sort((a, b) => compare(a.path, b.path) || compare(a.method, b.method));
}

/** Order by code units, the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function* readCalls(file: ResourceFile): Generator<[ts.MethodDeclaration, Call]> {
  const declarations = new Map<string, ts.MethodDeclaration>();
  for (const { className, method } of classMethods(file.types))
    declarations.set(`${className}.${method.name.getText()}`, method);
  for (const { className, method } of classMethods(file.code)) {
    const declaration = declarations.get(`${className}.${method.name.getText()}`);
    if (!declaration) continue;
    const calls = requestsOf(method);
    for (const call of calls) yield [declaration, { ...call, alternatives: calls.length }];
  }
}

function* classMethods(source: ts.SourceFile): Generator<{ className: string; method: ts.MethodDeclaration }> {
  for (const statement of source.statements) {
    if (!ts.isClassDeclaration(statement) || !statement.name) continue;
    for (const member of statement.members) {
      if (ts.isMethodDeclaration(member)) yield { className: statement.name.text, method: member };
    }
  }
}

function requestsOf(method: ts.MethodDeclaration): { method: string; path: string }[] {
  const requests: { method: string; path: string }[] = [];
  const visit = (node: ts.Node) => {
    ts.forEachChild(node, visit);
    if (!ts.isCallExpression(node) || !node.expression.getText().endsWith('._makeRequest')) return;
    const [verb, path] = node.arguments;
    if (!verb || !ts.isStringLiteral(verb) || !path) return;
    const segments = pathSegments(path);
    if (segments?.[0] === 'v1' || segments?.[0] === 'v2')
      requests.push({ method: verb.text, path: nameParameters(segments) });
  };
  visit(method);
  return requests;
}

/** The segments of a path literal, with `null` for each parameter. */
function pathSegments(path: ts.Expression): (string | null)[] | undefined {
  let text: string;
  if (ts.isStringLiteral(path) || ts.isNoSubstitutionTemplateLiteral(path)) text = path.text;
  else if (ts.isTemplateExpression(path))
    text = path.head.text + path.templateSpans.map((span) => `\0${span.literal.text}`).join('');
  else return undefined;
  return text
    .split('/')
    .slice(1)
    .map((segment) => (segment === '\0' ? null : segment));
}

type Signature = Omit<SdkOperation, 'method' | 'path' | 'resource'>;

function readSignature(sdk: Sdk, method: ts.MethodDeclaration): Signature {
  const paramsArgument = method.parameters.findIndex((parameter) => parameter.name.getText() === 'params');
  const paramsType = method.parameters[paramsArgument]?.type;
  const params =
    paramsType && ts.isTypeReferenceNode(paramsType) ? resolveSymbol(sdk.checker, paramsType.typeName) : undefined;
  return { params, declaration: method, paramsArgument, ...readResult(method) };
}

const listPromises: Readonly<Record<string, SdkOperation['resultKind']>> = {
  ApiListPromise: 'list',
  ApiSearchResultPromise: 'search',
  V2ListPromise: 'v2_list',
  V2SearchResultPromise: 'v2_search',
};

function readResult(method: ts.MethodDeclaration): Pick<SdkOperation, 'resultKind' | 'result'> {
  const promise = method.type;
  if (!promise || !ts.isTypeReferenceNode(promise)) throw new Error(`${method.getText()} does not have a result type.`);
  const inner = promise.typeArguments?.[0];
  const listKind = listPromises[promise.typeName.getText()];
  if (listKind) return { resultKind: listKind, result: inner };
  if (inner?.kind === ts.SyntaxKind.VoidKeyword) return { resultKind: 'nothing', result: undefined };
  if (!inner || !ts.isTypeReferenceNode(inner)) throw new Error(`${method.getText()} has an unexpected result.`);
  if (inner.typeName.getText() === 'StripeStreamResponse') return { resultKind: 'stream', result: undefined };
  return { resultKind: 'object', result: inner.typeArguments?.[0] };
}
