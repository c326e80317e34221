import type { Room } from '../kernel/room.ts';
import { searchResultResource } from './search.ts';

export const search: Room = {
  name: 'search',
  resources: [searchResultResource],
};
