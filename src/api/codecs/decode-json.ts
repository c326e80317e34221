import { invalidRequest } from '../../kernel/errors.ts';
import type { Tree, Value } from '../validate-notation.ts';

/** The greatest depth of objects and arrays in a body. */
const MAX_JSON_DEPTH = 20;

/**
 * Reads a JSON body, which must be an object; an empty body has no parameters. Objects have no prototype, so
 * "__proto__" is a name like any other. Throws 400 for other text.
 */
export function decodeJson(text: string): Tree {
  if (text === '') return Object.create(null);
  const value: unknown = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalidRequest('The request body must be a JSON object with the parameters as its fields.');
  }
  return treeOf(value, 0);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the body, which may contain secrets.
    throw invalidRequest('The request body is not valid JSON.');
  }
}

function treeOf(value: object, depth: number): Tree {
  const tree: Tree = Object.create(null);
  for (const [name, inner] of Object.entries(value)) tree[name] = decoded(inner, depth + 1);
  return tree;
}

function decoded(value: unknown, depth: number): Value {
  if (depth > MAX_JSON_DEPTH)
    throw invalidRequest(`The request body can be nested at most ${MAX_JSON_DEPTH} levels deep.`);
  if (Array.isArray(value)) return value.map((item) => decoded(item, depth + 1));
  if (typeof value === 'object' && value !== null) return treeOf(value, depth);
  // Parsed JSON has no other values.
  return value as string | number | boolean | null;
}
