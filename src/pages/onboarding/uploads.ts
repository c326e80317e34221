import { hash } from 'node:crypto';
import type { Answers } from '../../connect/onboarding/answers.ts';
import type { Field } from '../../connect/onboarding/fields.ts';
import { createFile } from '../../files/create.ts';
import type { Upload } from '../../files/upload.ts';
import type { Context } from '../../kernel/context.ts';

/** The largest form with documents, in bytes: as large as an upload of the API. */
export const LARGEST_UPLOADS = 16 * 1_048_576 + 65_536;

/** The name of the control in which the document of a field is uploaded. */
export function uploadName(field: string): string {
  return `${field}-upload`;
}

/** Reads the files of a form, by the fields that they are for. A control without a file is left out. */
export async function readUploads(form: FormData, fields: readonly Field[]): Promise<ReadonlyMap<string, Upload>> {
  const uploads = new Map<string, Upload>();
  for (const { name } of fields) {
    const file = form.get(uploadName(name));
    if (file instanceof File && file.size > 0) uploads.set(name, await toUpload(file));
  }
  return uploads;
}

/** The longest name of a file that is kept, in characters. */
const LONGEST_FILENAME = 255;

async function toUpload(file: File): Promise<Upload> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return {
    filename: file.name.slice(-LONGEST_FILENAME) || 'file',
    mimetype: file.type,
    digest: hash('sha256', bytes),
    bytes: () => bytes,
  };
}

/** Stores documents as files of the account, as `POST /v1/files` does, and returns the answers that name them. */
export async function storeUploads(own: Context, uploads: ReadonlyMap<string, Upload>): Promise<Answers> {
  const answers: Record<string, string> = {};
  for (const [name, upload] of uploads) {
    answers[name] = (await createFile(own, { purpose: purposeOf(name), file: upload })).id;
  }
  return answers;
}

/** The purpose of a document: https://docs.stripe.com/file-upload */
function purposeOf(field: string) {
  if (field.endsWith('.files')) return 'account_requirement';
  return field.includes('additional_document') ? 'additional_verification' : 'identity_document';
}
