import type { Codec } from './codec.ts';
import { formCodec } from './form.ts';

/** The codec of `/oauth`: parameters are forms, and errors have OAuth's two fields. */
export const oauthCodec: Codec = {
  ...formCodec,
  accountHeaders: [],
  idempotentMethods: [],
  errorBody: ({ status, detail }) => ({
    error: detail.code ?? (status === 401 ? 'invalid_client' : 'invalid_request'),
    error_description: detail.message,
  }),
};
