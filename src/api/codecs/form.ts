import type { HashType } from '../../contract/contract.ts';
import { docUrl, type ErrorDetail } from '../../kernel/errors.ts';
import { errorText } from '../../kernel/without-secrets.ts';
import { type ApiRequest, LARGEST_BODY } from '../http.ts';
import { validateParams } from '../validate.ts';
import { extendShape } from '../validate-extend.ts';
import { resolveVersion } from '../versions/versions.ts';
import type { Codec } from './codec.ts';
import { decodeForm } from './decode-form.ts';
import { isMultipart, LARGEST_UPLOAD, type Multipart, readMultipart } from './multipart.ts';

/** The codec of `/v1`: parameters are forms, results are JSON. */
export const formCodec: Codec = {
  version: resolveVersion,
  accountHeaders: ['stripe-account', 'stripe-context'],
  idempotentMethods: ['POST'],
  replaysRefusals: true,
  async readParams(request, { params: shape }, also, onText) {
    const { form, uploads } = await readForm(request, () => extendShape(shape, also));
    onText?.(form);
    const params = validateParams(shape, decodeForm(form), { also });
    return uploads ? { ...params, ...Object.fromEntries(uploads) } : params;
  },
  errorBody: ({ detail }) => ({ error: errorObject(detail) }),
  sendsResults: true,
  resultBody: (result) => result,
};

/** The `error` hash of v1, its keys in Stripe's (alphabetical) order. */
function errorObject(detail: ErrorDetail): Record<string, unknown> {
  const fields: Record<string, unknown> = {
    ...detail,
    message: errorText(detail.message),
    ...(detail.param && { param: errorText(detail.param) }),
    ...(detail.code && { doc_url: docUrl(detail.code) }),
  };
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The parameters of a request as form text, and its files. */
async function readForm(
  request: ApiRequest,
  accepted: () => HashType,
): Promise<{ form: string; uploads?: Multipart['uploads'] }> {
  const { method, query } = request;
  if (method === 'GET' && !hasBody(request)) return { form: query };
  const contentType = request.header('content-type');
  if (!isMultipart(contentType)) return { form: joined(query, await request.body()) };
  const shape = accepted();
  const largest = takesFiles(shape) ? LARGEST_UPLOAD : LARGEST_BODY;
  const { form, uploads } = readMultipart(await request.bytes(largest), contentType, (name) => kindOf(shape, name));
  return { form: joined(query, form), uploads };
}

function takesFiles({ fields }: HashType): boolean {
  return [...fields.values()].some(({ kind }) => kind === 'file');
}

/** The kind of part that an operation takes under a name, such as `file` or `file_link_data[create]`. */
function kindOf({ fields, isOpen }: HashType, name: string): 'file' | 'text' | 'nothing' {
  if (fields.get(name)?.kind === 'file') return 'file';
  const [first = ''] = name.split('[', 1);
  return isOpen || fields.has(first) ? 'text' : 'nothing';
}

/** True for the body of a GET, in which official libraries before 2019 and `curl -X GET -d` send parameters. */
function hasBody({ header }: ApiRequest): boolean {
  return Number(header('content-length')) > 0 || header('transfer-encoding') !== undefined;
}

/** Joins the parameters of the query and of the body; those of the body win. */
function joined(query: string, body: string): string {
  if (query === '') return body;
  return body === '' ? query : `${query}&${body}`;
}
