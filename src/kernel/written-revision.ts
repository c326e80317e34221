import type { Entity } from './entity.ts';
import type { Revision } from './storage.ts';
import { storedJson } from './stored-json.ts';

/** A revision that a decision writes. Its JSON is made once something reads it: most are stored as differences only. */
export class WrittenRevision implements Revision {
  readonly revision: number;
  readonly id: string;
  readonly object: Entity;
  #body: string | undefined;

  constructor(revision: number, id: string, object: Entity) {
    this.revision = revision;
    this.id = id;
    this.object = object;
  }

  get body(): string {
    this.#body ??= storedJson(this.object);
    return this.#body;
  }
}
