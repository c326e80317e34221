import { StripeError } from '../../kernel/errors.ts';
import type { ApiRequest } from '../http.ts';
import { fixturesVersion, isOlder } from '../versions/versions.ts';

const USER_AGENT = /^Stripe\/v1 stripe-cli\//;
const FORM = /^application\/x-www-form-urlencoded\b/i;

/** True for a form of the official command line, which names no version. */
export function isOfFixture(request: ApiRequest): boolean {
  if (request.method !== 'POST' || request.header('stripe-version') !== undefined) return false;
  return USER_AGENT.test(request.header('user-agent') ?? '') && FORM.test(request.header('content-type') ?? '');
}

/**
 * Reads the parameters of a fixture (`stripe trigger`). They may be parameters that the account's version removed: then
 * they are read as of the version that they were written for, and the response is still the account's. Returns the
 * version that the parameters are of. Throws Stripe's error for invalid parameters.
 */
export async function readFixture<Params>(
  request: ApiRequest,
  version: string,
  read: (request: ApiRequest, version: string) => Promise<Params>,
): Promise<{ readonly params: Params; readonly version: string }> {
  const body = await request.body();
  const again = { ...request, body: async () => body };
  try {
    return { params: await read(again, version), version };
  } catch (error) {
    const isRemoved = error instanceof StripeError && error.detail.code === 'parameter_unknown';
    if (!isRemoved || !isOlder(fixturesVersion, version)) throw error;
    return { params: await read(again, fixturesVersion), version: fixturesVersion };
  }
}
