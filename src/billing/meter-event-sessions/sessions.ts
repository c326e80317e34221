import { view } from '../../kernel/resource.ts';
import { createSession } from './create.ts';
import { streamEvents } from './stream.ts';
import { readToken } from './type.ts';

export const meterEventSessionResource = view('v2.billing.meter_event_session', {
  operations: [createSession, streamEvents],
  pageKey: readToken,
});
