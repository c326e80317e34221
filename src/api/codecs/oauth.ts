import { errorText } from '../../kernel/without-secrets.ts';
import type { Codec } from './codec.ts';
import { formCodec } from './form.ts';

/** The codec of `/oauth`: parameters are forms, and errors have OAuth's two fields. */
export const oauthCodec: Codec = {
  ...formCodec,
  idempotentMethods: [],
  errorBody: ({ status, detail }) => ({
    error: nameOf(status, detail.code),
    error_description: errorText(detail.message),
  }),
};

/** Codes of the API that OAuth has no names for: of parameters, and of objects that are missing. */
const OF_THE_API = /^(?:parameter|resource)_/;

function nameOf(status: number, code: string | undefined): string {
  if (code !== undefined && !OF_THE_API.test(code)) return code;
  return status === 401 ? 'invalid_client' : 'invalid_request';
}
