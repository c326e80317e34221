import type { RequestEntry } from '../../src/shared/request-entry.ts';

/** A request as it is logged. */
export function requestEntry(id: string, at = 0): RequestEntry {
  return {
    id,
    method: 'GET',
    path: '/v1/customers/cus_none',
    status: 404,
    at,
    ms: 1,
    apiVersion: '2025-08-27.basil',
    key: 'secret',
    idempotencyKey: null,
    replayed: false,
    ip: null,
    userAgent: null,
    errorType: 'invalid_request_error',
    errorCode: 'resource_missing',
    errorParam: 'id',
    errorMessage: 'No such customer',
  };
}
