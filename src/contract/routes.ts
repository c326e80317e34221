/** An operation's place: `POST` and `/v1/payment_intents/{intent}/confirm`. */
interface Place {
  readonly method: string;
  readonly path: string;
}

/** An operation and the values of its path's parameters, percent-decoded. */
export interface Found<Operation> {
  readonly operation: Operation;
  readonly pathParams: Record<string, string>;
}

/** Finds the operation of a request by its method and its URL's path without query. */
export type Routes<Operation> = (method: string, path: string) => Found<Operation> | undefined;

/** One segment of the paths that begin alike. */
interface Node<Operation> {
  readonly literals: Map<string, Node<Operation>>;
  parameter: Node<Operation> | undefined;
  /** The paths that end here, by method. */
  readonly routes: Map<string, Route<Operation>>;
}

interface Route<Operation> {
  readonly operation: Operation;
  /** Which segments of the path are parameters, and their names. */
  readonly parameters: readonly { readonly index: number; readonly name: string }[];
}

/** Literal segments win over parameters: "/v1/customers/search" is no customer called "search". */
export function createRoutes<Operation extends Place>(operations: readonly Operation[]): Routes<Operation> {
  const root = emptyNode<Operation>();
  /** Operations whose paths have no parameters, by path and method: they are found without taking the path apart. */
  const fixed = new Map<string, Map<string, Operation>>();
  for (const operation of operations) {
    const parameters: { index: number; name: string }[] = [];
    let node = root;
    for (const [index, segment] of operation.path.split('/').entries()) {
      if (index === 0) continue;
      const isParameter = segment.startsWith('{');
      const next = (isParameter ? node.parameter : node.literals.get(segment)) ?? emptyNode<Operation>();
      if (isParameter) {
        parameters.push({ index, name: segment.slice(1, -1) });
        node.parameter = next;
      } else node.literals.set(segment, next);
      node = next;
    }
    node.routes.set(operation.method, { operation, parameters });
    if (parameters.length > 0) continue;
    const { method, path } = operation;
    fixed.set(path, (fixed.get(path) ?? new Map<string, Operation>()).set(method, operation));
  }
  return (method, path) => {
    const known = fixed.get(path)?.get(method);
    if (known) return { operation: known, pathParams: {} };
    const segments = path.split('/');
    const route = matchFrom(root, method, segments, 1);
    return route && { operation: route.operation, pathParams: readPathParams(route.parameters, segments) };
  };
}

function emptyNode<Operation>(): Node<Operation> {
  return { literals: new Map(), parameter: undefined, routes: new Map() };
}

function matchFrom<Operation>(
  node: Node<Operation>,
  method: string,
  segments: readonly string[],
  index: number,
): Route<Operation> | undefined {
  const segment = segments[index];
  if (segment === undefined) return node.routes.get(method);
  const literal = node.literals.get(segment);
  const match = literal && matchFrom(literal, method, segments, index + 1);
  if (match) return match;
  return node.parameter && segment !== '' ? matchFrom(node.parameter, method, segments, index + 1) : undefined;
}

function readPathParams(
  parameters: readonly { readonly index: number; readonly name: string }[],
  segments: readonly string[],
): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { index, name } of parameters) values[name] = decodeSegment(segments[index] ?? '');
  return values;
}

/** A segment with a broken percent escape names no object; it is left as it came so that "no such …" can quote it. */
function decodeSegment(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
