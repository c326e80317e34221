import type { Codec } from './codec.ts';
import { formCodec } from './form.ts';
import { jsonCodec } from './json.ts';

/** The codec of a path: `/v2` uses JSON, all other paths take forms. */
export function chooseCodec(path: string): Codec {
  return path.startsWith('/v2/') ? jsonCodec : formCodec;
}
