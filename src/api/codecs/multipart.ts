import { hash } from 'node:crypto';
import type { Upload } from '../../files/upload.ts';
import { endOfText } from '../../kernel/cut-text.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { bodyTooLarge, LARGEST_BODY } from '../http.ts';
import { type Part, partsOf } from './multipart-parts.ts';

/** The largest request with a file, in bytes. Purposes that allow larger files are not built. */
export const LARGEST_UPLOAD = 16 * 1_048_576 + 65_536;
/** The longest stored file name, in characters. */
const LONGEST_FILENAME = 255;

/** A body with files: its fields as a form, in which a file has its name as its value, and the files. */
export interface Multipart {
  readonly form: string;
  readonly uploads: ReadonlyMap<string, Upload>;
}

/** The kind of part that an operation takes under a name, such as `file` or `file_link_data[create]`. */
type Takes = (name: string) => 'file' | 'text' | 'nothing';

export function isMultipart(contentType: string | undefined): contentType is string {
  return contentType !== undefined && /^multipart\/form-data\b/i.test(contentType.trim());
}

/**
 * Reads a `multipart/form-data` body. Only the parts that `shape` and `also` have are read; of the others the form has
 * the names, which validation rejects. Throws 400 if the body is malformed, or has a file in place of a text.
 */
export function readMultipart(body: Uint8Array<ArrayBuffer>, contentType: string, takes: Takes): Multipart {
  const form = new URLSearchParams();
  const uploads = new Map<string, Upload>();
  let textBytes = 0;
  for (const part of partsOf(Buffer.from(body.buffer, body.byteOffset, body.byteLength), contentType)) {
    const { name, filename } = part;
    const kind = takes(name);
    if (kind === 'nothing') {
      form.append(name, '');
    } else if (filename === undefined) {
      const content = part.content();
      textBytes += content.length;
      if (textBytes > LARGEST_BODY) throw bodyTooLarge(LARGEST_BODY);
      form.append(name, new TextDecoder().decode(content));
    } else if (kind === 'text') {
      throw invalidRequest(`'${name}' must be text, not a file.`, { param: name });
    } else {
      const upload = toUpload(part, filename);
      form.append(name, upload.filename);
      uploads.set(name, upload);
    }
  }
  return { form: form.toString(), uploads };
}

function toUpload({ content, contentType }: Part, sentName: string): Upload {
  const bytes = content();
  const filename = endOfText(sentName.split(/[\\/]/).at(-1) ?? '', LONGEST_FILENAME);
  return {
    filename: filename || 'file',
    mimetype: contentType ?? 'text/plain',
    digest: hash('sha256', bytes, 'hex'),
    bytes: () => bytes,
  };
}
