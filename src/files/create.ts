import type Stripe from 'stripe';
import { DAY_SECONDS } from '../kernel/clock.ts';
import type { Context } from '../kernel/context.ts';
import { invalidRequest } from '../kernel/errors.ts';
import { keepContents } from './contents.ts';
import { type FileType, fileTypeOf, MIMETYPES } from './file-types.ts';
import { checkExpiry, createLink } from './links/create.ts';
import { type PurposeRules, rulesOf } from './purposes.ts';
import { files, type StoredFile } from './type.ts';
import { isUpload, type Upload } from './upload.ts';

/** The package types what a client is given; here `file` is what was read of a request, an `Upload` if it is one. */
type FileParams = Omit<Stripe.FileCreateParams, 'file'> & { readonly file?: unknown };

/** Creates a file. Pages may upload files as well, but only servers can create links. */
export async function createFile(context: Context, params: FileParams): Promise<StoredFile> {
  const { work } = context;
  const { purpose, file_link_data: link } = params;
  const upload = params.file;
  if (!isUpload(upload)) {
    throw invalidRequest('The file is missing. Send it in a request of type multipart/form-data.', { param: 'file' });
  }
  const rules = rulesOf(purpose);
  const bytes = upload.bytes();
  const type = checkContent(upload, bytes, purpose, rules);
  if (link?.create) {
    if (!rules.downloadable) throw notShared(purpose, 'file_link_data[create]');
    checkExpiry(context, link.expires_at, 'file_link_data[expires_at]');
  }
  const chunks = await keepContents(context, bytes, upload.digest);
  const id = work.newId(files.prefix);
  const file = work.insert(files, {
    id,
    object: 'file',
    created: work.now,
    expires_at: rules.keptDays === null ? null : work.now + rules.keptDays * DAY_SECONDS,
    filename: upload.filename,
    links: { object: 'list', data: [], has_more: false, url: `/v1/file_links?file=${id}` },
    purpose,
    size: bytes.length,
    title: null,
    type,
    url: rules.downloadable ? `${context.caller.baseUrl}/v1/files/${id}/contents` : null,
    internal: { chunks, mimetype: MIMETYPES[type] },
  });
  const shared = link?.create ? createLink(context, file, link).file : file;
  work.emit('file.created', shared);
  return context.caller.key === 'secret' ? shared : forPages(shared);
}

/** Returns the file's type. Throws Stripe's error if the purpose does not allow the type or size. */
function checkContent(upload: Upload, bytes: Uint8Array, purpose: string, rules: PurposeRules): FileType {
  const type = fileTypeOf(upload, bytes);
  if (type === undefined || !rules.types.includes(type)) {
    const taken = rules.types.map((known) => MIMETYPES[known]).sort();
    throw invalidRequest(
      `We don't currently support that file type. Try uploading a file with one of the following mimetypes: ${taken.join(', ')}.`,
      { param: 'file' },
    );
  }
  if (bytes.length > rules.largest) {
    throw invalidRequest(
      `The file has ${bytes.length} bytes; files with the purpose ${purpose} can have at most ${rules.largest}.`,
      { param: 'file' },
    );
  }
  return type;
}

/** 400: files of this purpose cannot be downloaded, so they cannot be linked. */
export function notShared(purpose: string, param: string): Error {
  return invalidRequest(`Files with the purpose ${purpose} cannot be downloaded, so they cannot have links.`, {
    param,
  });
}

/** A file as a page sees it, which can neither download it nor share it. */
function forPages({ links: _, ...file }: StoredFile): StoredFile {
  return { ...file, url: null } as StoredFile;
}
