import { type Operation, operation } from '../kernel/operation.ts';
import { resource } from '../kernel/resource.ts';
import { createFile } from './create.ts';
import { fileLinkOperations } from './links/links.ts';
import { files } from './type.ts';

const plain = resource(
  files,
  { collection: '/v1/files', item: '/v1/files/{file}' },
  { retrieve: true, list: ({ purpose }) => (purpose === undefined ? {} : { by: `purpose/${purpose}` }) },
);

export const fileOperations: Operation[] = [
  ...plain,
  operation('POST /v1/files', createFile, { access: 'publishable' }),
  ...fileLinkOperations,
];
