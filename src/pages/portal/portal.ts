import { Hono } from 'hono';
import { formsOnly } from '../forms.ts';
import type { PageEnv } from '../page-env.ts';
import { notFound } from '../problems.ts';
import { keepSubscription, showCancel, submitCancel } from './cancel.ts';
import { confirmation } from './complete.ts';
import { saveDetails, showDetails } from './details.ts';
import { openPortal, showHome } from './home.ts';
import { loadPortal } from './load-portal.ts';
import { addMethod, changeMethod, methodAdded } from './methods.ts';
import type { PortalEnv } from './portal-env.ts';
import { showConfirm, showUpdate, submitUpdate } from './update.ts';

const SESSION = '/p/session/:code{bps_[A-Za-z0-9_]{1,100}}';
const SUBSCRIPTION = `${SESSION}/subscriptions/:subscription{sub_[A-Za-z0-9]{1,64}}`;

const sessionPages = new Hono<PortalEnv>()
  .use(SESSION, loadPortal)
  .use(`${SESSION}/*`, loadPortal)
  .get(SESSION, openPortal)
  .get(`${SESSION}/home`, showHome)
  .get(`${SESSION}/done`, confirmation)
  .get(`${SESSION}/details`, (c) => showDetails(c))
  .post(`${SESSION}/details`, formsOnly<PortalEnv>(), saveDetails)
  .get(`${SUBSCRIPTION}/cancel`, showCancel)
  .post(`${SUBSCRIPTION}/cancel`, formsOnly<PortalEnv>(), submitCancel)
  .post(`${SUBSCRIPTION}/keep`, formsOnly<PortalEnv>(), keepSubscription)
  .get(`${SUBSCRIPTION}/update`, (c) => showUpdate(c))
  .get(`${SUBSCRIPTION}/update/confirm`, showConfirm)
  .post(`${SUBSCRIPTION}/update/confirm`, formsOnly<PortalEnv>(), submitUpdate)
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
