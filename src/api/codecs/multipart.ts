import { hash } from 'node:crypto';
import type { Upload } from '../../files/upload.ts';
import { invalidRequest } from '../../kernel/errors.ts';

/** The largest request that brings a file, in bytes. The API has purposes for larger ones, which are refused. */
export const LARGEST_UPLOAD = 16 * 1_048_576 + 65_536;
/** The longest name of a file that is kept, in characters. */
const LONGEST_FILENAME = 255;

/** A body with files in it: its texts as a form, in which a file stands by its name, and the files. */
export interface Multipart {
  readonly form: string;
  readonly uploads: ReadonlyMap<string, Upload>;
}

export function isMultipart(contentType: string | undefined): contentType is string {
  return contentType !== undefined && /^multipart\/form-data\b/i.test(contentType.trim());
}

/** Reads a `multipart/form-data` body. Throws 400 when it is not what its content type says. */
export async function readMultipart(body: Uint8Array<ArrayBuffer>, contentType: string): Promise<Multipart> {
  const form = new URLSearchParams();
  const uploads = new Map<string, Upload>();
  for (const [name, value] of await partsOf(body, contentType)) {
    if (typeof value === 'string') {
      form.append(name, value);
      continue;
    }
    const upload = await toUpload(value);
    form.append(name, upload.filename);
    uploads.set(name, upload);
  }
  return { form: form.toString(), uploads };
}

/** Puts the files in the places of their names. Throws for a file where a text belongs. */
export function withUploads(
  params: Record<string, unknown>,
  uploads: ReadonlyMap<string, Upload>,
  takesFile: (name: string) => boolean,
): Record<string, unknown> {
  for (const name of uploads.keys()) {
    if (!takesFile(name)) throw invalidRequest(`'${name}' takes a text, not a file.`, { param: name });
  }
  return { ...params, ...Object.fromEntries(uploads) };
}

async function partsOf(body: Uint8Array<ArrayBuffer>, contentType: string): Promise<FormData> {
  try {
    return await new Response(body, { headers: { 'content-type': contentType } }).formData();
  } catch {
    // Whatever was wrong with it, the sender's client wrote it so.
    throw invalidRequest('The request body is not the multipart/form-data that its Content-Type announces.');
  }
}

async function toUpload(file: File): Promise<Upload> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const filename = file.name.split(/[\\/]/).at(-1)?.slice(-LONGEST_FILENAME);
  return {
    filename: filename || 'file',
    mimetype: file.type,
    digest: hash('sha256', bytes, 'hex'),
    bytes: () => bytes,
  };
}
