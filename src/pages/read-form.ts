/** The largest form a page takes, in bytes. */
export const LARGEST_FORM = 16_384;

/** A form that cannot be read: too large (413) or not of the kind that pages send (415). */
export interface Unreadable {
  readonly status: 413 | 415;
}

/** The fields of a form that a page sent. Reads no further than the limit, whatever the headers claim. */
export async function readForm(request: Request): Promise<URLSearchParams | Unreadable> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) return { status: 415 };
  if (!request.body) return new URLSearchParams();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > LARGEST_FORM) return { status: 413 };
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
