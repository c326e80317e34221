import { disputes } from '../../../charges/disputes/type.ts';
import { logsPort } from '../../../events/logs.ts';
import { webhookEndpointType } from '../../../events/webhook-endpoints.ts';
import type { Context } from '../../../kernel/context.ts';
import { door } from '../../door.ts';

const HOUR_SECONDS = 3_600;
const MOST_REQUESTS = 1_000;
const MOST_ENDPOINTS = 100;
const MOST_DELIVERIES = 200;
const SHOWN_DISPUTES = 20;

/** Numbers of objects that need the reader. */
export const summary = door('GET /summary', {}, async (context) => ({
  object: 'florin.summary',
  needs: await needsOf(context),
}));

/** Counts what needs the reader: disputes to answer, endpoints that fail, requests that failed within the last hour. */
async function needsOf(context: Context) {
  const { work } = context;
  const { requests, deliveries } = context.use(logsPort);
  const open = (await work.list(disputes, { limit: SHOWN_DISPUTES })).filter(({ status }) =>
    status.includes('needs_response'),
  );
  const log = await requests.latest(work.world, MOST_REQUESTS);
  const newest = log[0]?.at ?? 0;
  const codes = new Map<string, number>();
  for (const { status, at, errorCode, errorType } of log) {
    if (status < 400 || at < newest - HOUR_SECONDS * 1000) continue;
    const code = `${status} ${errorCode ?? errorType ?? ''}`.trim();
    codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  const attempts = await deliveries.list(work.world, { limit: MOST_DELIVERIES });
  const endpoints = await work.list(webhookEndpointType, { limit: MOST_ENDPOINTS });
  const failing = endpoints.filter(({ id, status }) => {
    const last = attempts.find(({ endpoint }) => endpoint === id);
    return status === 'enabled' && last !== undefined && (last.status === null || last.status >= 300);
  });
  return {
    disputes: open.map(({ id, amount, currency, evidence_details }) => ({
      id,
      amount,
      currency,
      due_by: evidence_details.due_by,
    })),
    endpoints: failing.map(({ id, url }) => ({ id, url })),
    requests: [...codes].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count),
  };
}
