import { Hono } from 'hono';
import type { PageEnv } from '../page-env.ts';
import { respond } from '../respond.ts';
import { homeFacts } from './facts.ts';
import { homeView } from './home-view.ts';

/** The first page of a Florin. */
export const homePages = new Hono<PageEnv>().get('/', async (c) =>
  respond(homeView(await homeFacts(c.env.engine, c.env.home)), 200, { script: true }),
);
