import { useMemo } from 'preact/hooks';
import { call, type Params } from './call.ts';
import { type Loaded, useQuery } from './query.ts';
import { useDesk } from './session.ts';

/** Loads what a call of the shown account answers. A path of null loads nothing. */
export function useGet<T>(
  path: string | null,
  params: Params = {},
  topics: readonly string[] = [],
  apiVersion?: string,
): Loaded<T> & { readonly reload: () => void } {
  const { account } = useDesk();
  const key = path === null ? null : JSON.stringify([account, path, params, apiVersion]);
  return useQuery(key, (signal) => call<T>(account, 'GET', path ?? '', params, { signal, apiVersion }), topics);
}

/** The calls of the shown account that change something. */
export function useCalls() {
  const { account } = useDesk();
  return useMemo(
    () => ({
      get: <T>(path: string, params: Params = {}) => call<T>(account, 'GET', path, params),
      post: <T>(path: string, params: Params = {}) => call<T>(account, 'POST', path, params),
      delete: <T>(path: string) => call<T>(account, 'DELETE', path),
    }),
    [account],
  );
}

/** A list of the API. */
export interface ApiList<T> {
  readonly data: readonly T[];
  readonly has_more: boolean;
}
