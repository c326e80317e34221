import type { Engine } from './engine.ts';

/** A page that a room serves to browsers. */
export interface Page {
  /** `GET` also answers `HEAD`. */
  readonly method: 'GET' | 'POST';
  /** As Hono writes routes: `/receipts/:account/:charge`. */
  readonly path: string;
  readonly handle: PageHandler;
}

/** Answers a request for a page. `path` holds the values of the path's parameters, decoded. */
type PageHandler = (engine: Engine, request: Request, path: Readonly<Record<string, string>>) => Promise<Response>;
