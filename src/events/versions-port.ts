import { port } from '../kernel/context.ts';

/** The port to API versions, which live in a higher room. */
export interface VersionPort {
  /** The version that objects are stored at. */
  readonly latest: string;
  /** Makes an object of an account, and all objects in it, look as they did at a version. May change `object`. */
  downgrade(object: object, version: string, account: string): Promise<object> | object;
}

export const versionPort = port<VersionPort>('versions');
