import type { Codec } from './codec.ts';
import { formCodec } from './form.ts';
import { jsonCodec } from './json.ts';
import { oauthCodec } from './oauth.ts';

/** The codec of a path: `/v2` uses JSON, all other paths take forms; `/oauth` has errors of its own. */
export function chooseCodec(path: string): Codec {
  if (path.startsWith('/v2/')) return jsonCodec;
  return path.startsWith('/oauth/') ? oauthCodec : formCodec;
}
