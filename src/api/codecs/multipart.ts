import { hash } from 'node:crypto';
import type { Upload } from '../../files/upload.ts';
import { invalidRequest } from '../../kernel/errors.ts';

/** The largest request with a file, in bytes. Purposes that allow larger files are not built. */
export const LARGEST_UPLOAD = 16 * 1_048_576 + 65_536;
/** The longest stored file name, in characters. */
const LONGEST_FILENAME = 255;

/** A body with files: its fields as a form, in which a file has its name as its value, and the files. */
export interface Multipart {
  readonly form: string;
  readonly uploads: ReadonlyMap<string, Upload>;
}

export function isMultipart(contentType: string | undefined): contentType is string {
  return contentType !== undefined && /^multipart\/form-data\b/i.test(contentType.trim());
}

/** Reads a `multipart/form-data` body. Throws 400 if it is malformed. */
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

/** Replaces the names of files by the files. Throws 400 for a file in place of a text. */
export function withUploads(
  params: Record<string, unknown>,
  uploads: ReadonlyMap<string, Upload>,
  takesFile: (name: string) => boolean,
): Record<string, unknown> {
  for (const name of uploads.keys()) {
    if (!takesFile(name)) throw invalidRequest(`'${name}' must be text, not a file.`, { param: name });
  }
  return { ...params, ...Object.fromEntries(uploads) };
}

async function partsOf(body: Uint8Array<ArrayBuffer>, contentType: string): Promise<FormData> {
  try {
    return await new Response(body, { headers: { 'content-type': contentType } }).formData();
  } catch {
    // Any failure to parse it is the client's error.
    throw invalidRequest('The request body is not valid multipart/form-data with the boundary of its Content-Type.');
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
