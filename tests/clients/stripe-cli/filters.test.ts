import { expect, test } from 'vitest';
import { parseFilters, passes } from '../../../src/api/stripe-cli/filters.ts';
import type { RequestEntry } from '../../../src/shared/request-entry.ts';

const entry: RequestEntry = {
  id: 'req_1',
  method: 'POST',
  path: '/v1/customers/cus_1',
  status: 404,
  at: 0,
  ms: 1,
  apiVersion: '',
  key: 'secret',
  idempotencyKey: null,
  replayed: false,
  ip: '127.0.0.1',
  userAgent: null,
  errorType: null,
  errorCode: null,
  errorParam: null,
  errorMessage: null,
};

test.each([
  [{}, true],
  [{ filter_http_method: [] }, true],
  [{ filter_http_method: ['GET', 'POST'] }, true],
  [{ filter_http_method: ['post'] }, true],
  [{ filter_http_method: ['GET'] }, false],
  [{ filter_request_path: ['/v1/customers'] }, true],
  [{ filter_request_path: ['/v1/customers/cus_1/'] }, true],
  [{ filter_request_path: ['/v1/cust'] }, false],
  [{ filter_status_code: ['404'] }, true],
  [{ filter_status_code: ['400'] }, false],
  [{ filter_status_code_type: ['400'] }, true],
  [{ filter_status_code_type: ['200', '500'] }, false],
  [{ filter_request_status: ['FAILED'] }, true],
  [{ filter_request_status: ['SUCCEEDED'] }, false],
  [{ filter_ip_address: ['127.0.0.1'] }, true],
  [{ filter_ip_address: ['10.0.0.1'] }, false],
  [{ filter_source: ['API'] }, true],
  [{ filter_source: ['DASHBOARD'] }, false],
  [{ filter_account: ['self'] }, true],
  [{ filter_account: ['connect_in'] }, false],
  [{ filter_http_method: ['POST'], filter_status_code: ['200'] }, false],
])('%j accepts it: %s', (filters, expected) => {
  expect(passes(entry, parseFilters(JSON.stringify(filters)))).toBe(expected);
});

test.each([undefined, '', '{}'])('%j selects everything', (json) =>
  expect(passes(entry, parseFilters(json))).toBe(true),
);

test.each(['{', 'null', '1', '{"filter_source":"API"}', '{"filter_source":[1]}', `{"a":["${'x'.repeat(10_000)}"]}`])(
  '%j is rejected',
  (json) => expect(() => parseFilters(json)).toThrow(expect.objectContaining({ status: 400 })),
);
