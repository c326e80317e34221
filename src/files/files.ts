import { operation } from '../kernel/operation.ts';
import { resource } from '../kernel/resource.ts';
import { createFile } from './create.ts';
import { files } from './type.ts';

export const fileResource = resource(files, {
  collection: '/v1/files',
  item: '/v1/files/{file}',
  retrieve: true,
  list: ({ purpose }) => (purpose === undefined ? {} : { by: `purpose/${purpose}` }),
  operations: [operation('POST /v1/files', createFile, { access: 'publishable' })],
});
