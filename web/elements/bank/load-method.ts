import type { MethodSpec } from '../../../src/shared/method-spec.ts';
import { callApi } from '../../shared/call-api.ts';
import type { Merchant } from '../../shared/protocol.ts';
import type { Channel } from '../channel.ts';

/** Loads the facts of the payment method whose fields a frame has. Emits `ready`, or `loaderror` without a result. */
export async function loadMethod(channel: Channel, merchant: Merchant): Promise<MethodSpec | undefined> {
  const path = `/v1/elements/method_specs/${channel.setup.kind}`;
  const answer = await callApi(location.origin, merchant, { method: 'GET', path, params: {} });
  if (answer.error) {
    channel.emit('loaderror', { error: answer.error });
    return undefined;
  }
  channel.emit('ready');
  return answer.body as MethodSpec;
}
