import type { Room } from '../kernel/room.ts';
import { fileResource } from './files.ts';
import { fileLinkResource } from './links/links.ts';

export const files: Room = {
  name: 'files',
  resources: [fileResource, fileLinkResource],
};
