import { Hono } from 'hono';
import { formsOnly } from '../forms.ts';
import type { PageEnv } from '../page-env.ts';
import { notFound } from '../problems.ts';
import { confirmation } from './complete.ts';
import { saveDetails, showDetails } from './details.ts';
import { openPortal, showHome } from './home.ts';
import { loadPortal } from './load-portal.ts';
import { addMethod, changeMethod, methodAdded } from './methods.ts';
import type { PortalEnv } from './portal-env.ts';

const SESSION = '/p/session/:code{bps_[A-Za-z0-9_]{1,100}}';

const sessionPages = new Hono<PortalEnv>()
  .use(SESSION, loadPortal)
  .use(`${SESSION}/*`, loadPortal)
  .get(SESSION, openPortal)
  .get(`${SESSION}/home`, showHome)
  .get(`${SESSION}/done`, confirmation)
  .get(`${SESSION}/details`, (c) => showDetails(c))
  .post(`${SESSION}/details`, formsOnly<PortalEnv>(), saveDetails)
  .get(`${SESSION}/payment-methods/add`, addMethod)
  .get(`${SESSION}/payment-methods/added`, methodAdded)
  .post(
    `${SESSION}/payment-methods/:method{[a-zA-Z0-9_]{1,64}}/:change{default|remove}`,
    formsOnly<PortalEnv>(),
    changeMethod,
  );

/**
 * The customer portal: a customer's subscriptions, payment methods, details and invoices. The address of a session is its
 * only credential. https://docs.stripe.com/customer-management
 */
export const portalPages = new Hono<PageEnv>()
  .route('/', sessionPages)
  .get('/p/session/:rest{.*}', (c) => notFound(c.var.texts));
