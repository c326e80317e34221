import type { Scope } from './account-names.ts';
import { type Port, port } from './context.ts';
import type { Entity, ResourceType } from './entity.ts';
import type { PageRange, SearchQuery, StoredObject } from './storage.ts';

/** The search index of each account, updated with all earlier commits before each search. */
export interface ObjectIndex {
  find<T extends Entity>(
    of: Scope,
    type: ResourceType<T>,
    query: Omit<SearchQuery, 'type'>,
    page: PageRange & { readonly limit: number },
  ): Promise<StoredObject[]>;
  /** Counts the objects that a query finds, up to `most`. */
  count<T extends Entity>(
    of: Scope,
    type: ResourceType<T>,
    query: Omit<SearchQuery, 'type'>,
    most: number,
  ): Promise<number>;
}

export const objectIndexPort: Port<ObjectIndex> = port('kernel.objectIndex');
