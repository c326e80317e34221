import { type EventObject, eventPayload } from '../../events/event.ts';
import { webhookHeaders } from '../../events/signature.ts';
import { thinEvent } from '../../events/thin-event.ts';
import type { RequestEntry } from '../../shared/request-entry.ts';

/** An event for `stripe listen`. The CLI forwards payload and headers to the merchant's server unchanged. */
export function webhookEventMessage(
  event: EventObject,
  options: {
    /** Null for the account's default; the CLI shows any other version only with `--latest`. */
    endpointVersion: string | null;
    webhookId: string;
    conversation: string;
    secret: string;
    /** Wall-clock seconds. */
    timestamp: number;
  },
): string {
  const payload = eventPayload(event);
  return JSON.stringify({
    type: 'webhook_event',
    endpoint: { api_version: options.endpointVersion },
    event_payload: payload,
    http_headers: webhookHeaders(payload, options.secret, options.timestamp),
    webhook_conversation_id: options.conversation,
    webhook_id: options.webhookId,
  });
}

/** A thin event for `stripe listen --all-thin`. The CLI forwards it as it forwards the whole ones. */
export function thinEventMessage(
  event: EventObject,
  options: { destination: string; secret: string /** Wall-clock seconds. */; timestamp: number },
): string {
  const payload = JSON.stringify(thinEvent(event));
  return JSON.stringify({
    type: 'v2_event',
    destination_id: options.destination,
    http_headers: webhookHeaders(payload, options.secret, options.timestamp),
    payload,
  });
}

/** A request for `stripe logs tail`. */
export function requestLogMessage(entry: RequestEntry, requestLogId: string): string {
  const error = {
    ...(entry.errorType !== null && { type: entry.errorType }),
    ...(entry.errorCode !== null && { code: entry.errorCode }),
  };
  return JSON.stringify({
    type: 'request_log_event',
    event_payload: JSON.stringify({
      created_at: Math.floor(entry.at / 1000),
      livemode: false,
      method: entry.method,
      request_id: entry.id,
      status: entry.status,
      url: entry.path,
      error,
    }),
    request_log_id: requestLogId,
  });
}

/** The response of the merchant's server to a forwarded event. */
interface WebhookResponse {
  readonly conversation: string;
  readonly forwardUrl: string;
  readonly status: number;
}

/** Reads a message of the CLI; undefined for acknowledgements, which need no response, and for malformed text. */
export function parseMessage(text: string): WebhookResponse | undefined {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (typeof message !== 'object' || message === null) return undefined;
  const { type, webhook_conversation_id, forward_url, status } = message as Record<string, unknown>;
  if (type !== 'webhook_response' || typeof webhook_conversation_id !== 'string') return undefined;
  if (typeof forward_url !== 'string' || typeof status !== 'number') return undefined;
  return { conversation: webhook_conversation_id, forwardUrl: forward_url, status };
}
