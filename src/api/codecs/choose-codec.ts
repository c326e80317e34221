import type { Codec } from './codec.ts';
import { formCodec } from './form.ts';
import { jsonCodec } from './json.ts';

/** The codec of a path: `/v2` takes and answers JSON, everything else takes forms. */
export function chooseCodec(path: string): Codec {
  return path.startsWith('/v2/') ? jsonCodec : formCodec;
}
