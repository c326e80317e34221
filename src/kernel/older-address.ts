import type { OperationId } from '../contract/contract.ts';
import type { Context } from './context.ts';
import { isHash } from './hash.ts';
import type { Operation } from './operation.ts';

/**
 * The address that an operation had before its objects had addresses of their own, as `/v1/charges/{charge}/refunds`. The
 * official package no longer has it; gateways and clients that were generated from the API's description still call it.
 */
export interface OlderAddress {
  /** Its method and path. */
  readonly at: string;
  /** The operation that answers. */
  readonly is: OperationId;
  /** Returns what the newer address takes in place of the ids in the path. Throws 404 for an id that names nothing. */
  readonly as: (path: Record<string, string>, context: Context) => Newer | Promise<Newer>;
  /** Returns the response, if it is not that of the newer address. */
  readonly answer?: (path: Record<string, string>, context: Context) => Promise<unknown>;
}

interface Newer {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly path?: Record<string, string>;
}

/** The operation at an older address. A list has the older address as its `url`, under which clients read on. */
export function atOlderAddress({ at, is, as, answer }: OlderAddress, newer: Operation): Operation {
  return {
    ...newer,
    id: at,
    isOwn: true,
    actsAs: is,
    stored: undefined,
    async handle(context, params, path) {
      const sent = await as(path, context);
      const result = await newer.handle(context, { ...params, ...sent.params }, sent.path ?? {});
      if (answer) return answer(path, context);
      return isHash(result) && result.object === 'list' ? { ...result, url: filled(at, path) } : result;
    },
  };
}

function filled(at: string, path: Record<string, string>): string {
  const [, template = ''] = at.split(' ');
  return template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
}
