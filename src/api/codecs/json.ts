import type { HashType } from '../../contract/contract.ts';
import { type ErrorDetail, invalidRequest, type StripeError } from '../../kernel/errors.ts';
import { errorText } from '../../kernel/without-secrets.ts';
import type { ApiRequest } from '../http.ts';
import { validateParams } from '../validate.ts';
import { extendShape } from '../validate-extend.ts';
import type { Notation, Tree } from '../validate-notation.ts';
import { newestVersion, resolveVersion } from '../versions/versions.ts';
import type { Codec, ParamsContract } from './codec.ts';
import { decodeForm } from './decode-form.ts';
import { decodeJson } from './decode-json.ts';
import { formNotation } from './form-notation.ts';
import { jsonNotation } from './json-notation.ts';
import { PAGE_PARAM, pageBody, withCursor } from './json-page.ts';

/** The codec of `/v2`: JSON in and out, with errors and pages of its own. GET has its parameters in the query. */
export const jsonCodec: Codec = {
  version(header, accountVersion) {
    if (header === undefined || header === '') throw versionMissing();
    return resolveVersion(header, accountVersion);
  },
  accountHeaders: ['stripe-context', 'stripe-account'],
  idempotentMethods: ['POST', 'DELETE'],
  replaysRefusals: false,
  async readParams(request, contract, also) {
    const { tree, notation } = await readTree(request);
    return withCursor(validateParams(shapeOf(contract), tree, { also, notation }));
  },
  errorBody: (refusal) => ({ error: errorObject(refusal) }),
  sendsResults: false,
  resultBody: pageBody,
};

/** The codes of errors that have none of their own: every error of v2 has one. */
const CODES: Readonly<Record<number, string>> = {
  400: 'invalid_request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  413: 'request_too_large',
  429: 'rate_limit',
  501: 'not_implemented',
  503: 'unavailable',
};

/**
 * The `error` hash of v2. Refused parameters have the code `invalid_fields` and no type, as the official package
 * expects; the codes of v1, such as `resource_missing`, give way to those of v2.
 */
function errorObject({ status, detail }: StripeError): Record<string, unknown> {
  const { type, code, param, message: text, request_log_url: _, ...objects } = detail;
  const message = errorText(text);
  const where = param && { param: errorText(param) };
  if (status === 400 && param !== undefined) return { code: 'invalid_fields', message, ...where };
  return { code: codeOf(status, code), message, ...objects, type, ...where };
}

function codeOf(status: number, code: ErrorDetail['code']): string {
  if (code !== undefined && code !== 'resource_missing') return code;
  return CODES[status] ?? 'internal_error';
}

async function readTree(request: ApiRequest): Promise<{ tree: Tree; notation: Notation }> {
  if (request.method === 'GET') return { tree: decodeForm(request.query), notation: formNotation };
  if (request.query !== '') {
    throw invalidRequest(
      `${request.method} requests cannot have a query string. Send the parameters as JSON in the body.`,
    );
  }
  const body = await request.body();
  const type = request.header('content-type') ?? '';
  if (body !== '' && !/^application\/json\s*(;|$)/i.test(type)) {
    throw invalidRequest('The request body is not JSON. Send it with the header Content-Type: application/json.');
  }
  return { tree: decodeJson(body), notation: jsonNotation };
}

function shapeOf({ params, isPageOfV2 }: ParamsContract): HashType {
  return isPageOfV2 ? extendShape(params, PAGE_PARAM) : params;
}

function versionMissing(): StripeError {
  return invalidRequest(
    `Requests to /v2 need a Stripe-Version header. Send a published version, such as ${newestVersion()}.`,
  );
}
