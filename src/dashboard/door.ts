import type { Fields } from '../contract/shape.ts';
import { type Operation, ownOperation } from '../kernel/operation.ts';

type Path<Of extends string> = Of extends `${infer Method extends 'GET' | 'POST' | 'DELETE'} ${infer Rest}`
  ? `${Method} /_florin${Rest}`
  : never;

type Handle<Id extends `${'GET' | 'POST' | 'DELETE'} /_florin/${string}`, Of extends Fields> = Parameters<
  typeof ownOperation<Id, Of>
>[2];

/**
 * Declares an operation of the dashboard, such as `GET /payments`, which is called at
 * `/_florin/worlds/{account}/payments`: by its pages with their session, and by programs with a secret key.
 */
export function door<const Of extends Fields, Id extends `${'GET' | 'POST' | 'DELETE'} /${string}`>(
  id: Id,
  fields: Of,
  handle: Handle<Path<Id> & `${'GET' | 'POST' | 'DELETE'} /_florin/${string}`, Of>,
  declared: { readonly isKeyless?: true } = {},
): Operation {
  const [method = '', path = ''] = id.split(' ');
  // The two parts of `id` with a prefix in between.
  const place = `${method} /_florin${path}` as Path<Id> & `${'GET' | 'POST' | 'DELETE'} /_florin/${string}`;
  return ownOperation(place, fields, handle, declared);
}
