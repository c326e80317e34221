import type { Hono } from 'hono';
import type { Engine } from '../kernel/engine.ts';
import type { HomeParts } from './home/facts.ts';
import type { Texts } from './languages/texts.ts';

/** The values that handlers of pages find in their context: `c.env.engine`, `c.var.texts`. */
export interface PageEnv {
  /** `ip` is the visitor's address, undefined for one in this process. */
  Bindings: { readonly engine: Engine; readonly home: HomeParts; readonly ip?: string | undefined };
  /** The texts in the language that the browser prefers. */
  Variables: { readonly texts: Texts };
}

/** The pages of one room. Paths are absolute; a parameter has a pattern, so that ids are bounded: `/receipts/:id{ch_\w{1,64}}`. */
export type PageRoutes = Hono<PageEnv>;
