import type { ApiAnswer, ApiRequest } from '../api/http.ts';
import type { Identity } from '../api/identity.ts';
import { type Context, port } from '../kernel/context.ts';

/** The API, for doors that do what callers do. */
export const ownApiPort = port<(request: ApiRequest) => Promise<ApiAnswer>>('dashboard.api');

/** The ids of the operations that Florin has. */
export const builtPort = port<ReadonlySet<string>>('dashboard.built');

/** Calls an operation of the API for the account of a decision. Each call is a decision of its own. */
export async function callApi(
  { use, work, caller }: Context,
  method: 'GET' | 'POST',
  path: string,
  form: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }> {
  const identity: Identity = {
    world: work.world,
    account: work.connected,
    key: 'secret',
    masked: 'the dashboard',
    fingerprintKey: work.world,
    source: 'dashboard',
  };
  const encoded = new URLSearchParams(form).toString();
  const { status, body } = await use(ownApiPort)({
    method,
    path,
    query: method === 'GET' ? encoded : '',
    header: () => undefined,
    body: async () => (method === 'GET' ? '' : encoded),
    bytes: async () => new TextEncoder().encode(encoded),
    ip: caller.ip,
    baseUrl: caller.baseUrl,
    identity,
  });
  // The API answers objects.
  return { status, body: JSON.parse(body) as Readonly<Record<string, unknown>> };
}
