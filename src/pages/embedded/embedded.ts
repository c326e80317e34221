import { Hono } from 'hono';
import { componentPages } from '../components/components.ts';
import type { SeatEnv } from '../components/seat.ts';
import type { PageEnv } from '../page-env.ts';
import { notFound } from '../problems.ts';
import { openDoor } from './door.ts';

const FRAME =
  '/connect/:account{acct_[A-Za-z0-9]{1,64}}/:session{[A-Za-z0-9]{1,64}}/:visit{[A-Za-z0-9]{1,64}}/:locale{[A-Za-z0-9-]{1,35}}';

const frames = new Hono<SeatEnv>().use(`${FRAME}/*`, openDoor).route(FRAME, componentPages);

/** The frames of embedded components: https://docs.stripe.com/connect/get-started-connect-embedded-components */
export const embeddedPages = new Hono<PageEnv>()
  .route('/', frames)
  .get('/connect/:rest{.*}', (c) => notFound(c.var.texts));
