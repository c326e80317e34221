import type { Attachment } from '../kernel/attachment.ts';
import { operation, ownOperation } from '../kernel/operation.ts';
import { resource } from '../kernel/resource.ts';
import { createFile } from './create.ts';
import { disposition, download, downloadable } from './download.ts';
import { files } from './type.ts';

/** The content of a file. In the API it has an address of its own, and no library calls it. */
const readFile = ownOperation(
  'GET /v1/files/{file}/contents',
  {},
  async (context, _params, path): Promise<Attachment> => {
    const file = await downloadable(context, path.file);
    const { bytes, mimetype, filename } = await download(context, context.work.account, file);
    const headers = {
      'content-type': mimetype,
      'content-disposition': disposition(filename),
      'x-content-type-options': 'nosniff',
    };
    return { headers, bytes: new Uint8Array(bytes) };
  },
  { isOpen: true },
);

export const fileResource = resource(files, {
  collection: '/v1/files',
  item: '/v1/files/{file}',
  retrieve: true,
  list: ({ purpose }) => (purpose === undefined ? {} : { by: `purpose/${purpose}` }),
  operations: [
    operation('POST /v1/files', createFile, { access: 'publishable', forPages: ['file', 'purpose'] }),
    readFile,
  ],
});
