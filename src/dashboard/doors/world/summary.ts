import { disputes } from '../../../charges/disputes/type.ts';
import { charges } from '../../../charges/type.ts';
import { integer } from '../../../contract/shape.ts';
import { logsPort } from '../../../events/logs.ts';
import { webhookEndpointType } from '../../../events/webhook-endpoints.ts';
import { DAY_SECONDS } from '../../../kernel/clock.ts';
import type { Context } from '../../../kernel/context.ts';
import { balanceTransactions } from '../../../ledger/type.ts';
import { door } from '../../door.ts';

/** Payments that are summed up: the newest. */
const MOST_READ = 1_000;
const DAYS = 28;
const MOST_DAYS = 366;
const HOUR_SECONDS = 3_600;
const MOST_REQUESTS = 1_000;
const MOST_ENDPOINTS = 100;
const MOST_DELIVERIES = 200;
const SHOWN_DISPUTES = 20;

interface Day {
  /** Seconds since epoch at which it begins, in UTC. */
  readonly day: number;
  gross: number;
  refunded: number;
  fees: number;
  net: number;
  failed: number;
  payments: number;
}

/** Sums of the newest payments by currency and day, and what needs the reader. */
export const summary = door('GET /summary', { days: integer }, async (context, { days = DAYS }) => {
  const { work } = context;
  const shown = Math.min(Math.max(days, 1), MOST_DAYS);
  const found = await work.list(charges, { limit: MOST_READ });
  const fees = await feesOf(context);
  const today = Math.floor(work.worldNow / DAY_SECONDS) * DAY_SECONDS;
  const first = today - (shown - 1) * DAY_SECONDS;
  const currencies = new Map<string, Map<number, Day>>();
  const reasons = new Map<string, number>();
  for (const charge of found) {
    const day = Math.floor(charge.created / DAY_SECONDS) * DAY_SECONDS;
    if (day < first) continue;
    const sums = dayIn(currencies, charge.currency, day);
    if (charge.status === 'failed') {
      sums.failed += charge.amount;
      const reason = charge.outcome?.reason ?? charge.failure_code ?? 'unknown';
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    } else if (charge.captured) {
      const fee = fees.get(charge.id) ?? 0;
      sums.gross += charge.amount_captured;
      sums.refunded += charge.amount_refunded;
      sums.fees += fee;
      sums.net += charge.amount_captured - charge.amount_refunded - fee;
      sums.payments += 1;
    }
  }
  return {
    object: 'florin.summary',
    read: found.length,
    complete: found.length < MOST_READ,
    from: first,
    days: shown,
    currencies: [...currencies].map(([currency, byDay]) => ({
      currency,
      days: [...byDay.values()].sort((a, b) => a.day - b.day),
    })),
    failures: [...reasons].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count),
    needs: await needsOf(context),
  };
});

function dayIn(currencies: Map<string, Map<number, Day>>, currency: string, day: number): Day {
  const days = currencies.get(currency) ?? new Map<number, Day>();
  currencies.set(currency, days);
  const sums = days.get(day) ?? { day, gross: 0, refunded: 0, fees: 0, net: 0, failed: 0, payments: 0 };
  days.set(day, sums);
  return sums;
}

/** The fees of the newest payments, by charge. */
async function feesOf({ work }: Context): Promise<Map<string, number>> {
  const found = await work.list(balanceTransactions, { limit: MOST_READ });
  const ofCharges = found.filter(({ type }) => type === 'charge' || type === 'payment');
  return new Map(ofCharges.map(({ source, fee }) => [String(source), fee]));
}

/** What needs the reader: disputes to answer, endpoints that fail, requests that failed within the last hour. */
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
