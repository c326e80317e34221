import { invalidRequest } from '../../kernel/errors.ts';
import type { RequestEntry } from '../../shared/request-entry.ts';

/** The filters of `stripe logs tail`; a missing or empty list matches every request. */
export interface LogFilters {
  readonly filter_account?: readonly string[];
  readonly filter_ip_address?: readonly string[];
  readonly filter_http_method?: readonly string[];
  readonly filter_request_path?: readonly string[];
  readonly filter_request_status?: readonly string[];
  readonly filter_source?: readonly string[];
  readonly filter_status_code?: readonly string[];
  /** `200` matches all codes from 200 to 299. */
  readonly filter_status_code_type?: readonly string[];
}

const LONGEST_FILTERS = 10_000;

/** Reads the JSON that the CLI sends as `filters`. Throws Stripe's error if it is malformed. */
export function parseFilters(json: string | undefined): LogFilters {
  if (json === undefined || json === '') return {};
  const filters = json.length > LONGEST_FILTERS ? undefined : parseJson(json);
  if (typeof filters !== 'object' || filters === null || !Object.values(filters).every(isTextList)) {
    throw invalidRequest('`filters` must be the JSON of a hash of lists of strings.', { param: 'filters' });
  }
  return filters as LogFilters;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** True if a request matches the filters. Every logged request comes from the account itself, over the API. */
export function passes(entry: RequestEntry, filters: LogFilters): boolean {
  const { method, path, status, ip } = entry;
  const any = (wanted: readonly string[] | undefined, holds: (value: string) => boolean) =>
    wanted === undefined || wanted.length === 0 || wanted.some((value) => holds(value.toUpperCase()));
  return (
    any(filters.filter_account, (account) => account === 'SELF') &&
    any(filters.filter_source, (source) => source === 'API') &&
    any(filters.filter_ip_address, (address) => address === ip?.toUpperCase()) &&
    any(filters.filter_http_method, (name) => name === method) &&
    any(filters.filter_request_path, (prefix) =>
      `${path.toUpperCase()}/`.startsWith(`${prefix.replace(/\/$/, '')}/`),
    ) &&
    any(filters.filter_request_status, (outcome) => outcome === (status < 400 ? 'SUCCEEDED' : 'FAILED')) &&
    any(filters.filter_status_code, (code) => code === String(status)) &&
    any(filters.filter_status_code_type, (type) => type[0] === String(status)[0])
  );
}
