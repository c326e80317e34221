import { Hono } from 'hono';
import { formsWithFiles } from '../forms.ts';
import type { PageEnv } from '../page-env.ts';
import { notFound } from '../problems.ts';
import type { FlowEnv } from './flow-env.ts';
import { loadFlow } from './load-flow.ts';
import { openLink } from './open-link.ts';
import { leave, showStep, startFlow } from './show.ts';
import { submitStep } from './submit.ts';
import { LARGEST_UPLOADS } from './uploads.ts';

const LINK = '/setup/:kind{[sec]}/:account{acct_[A-Za-z0-9]{1,64}}/:code{[A-Za-z0-9]{1,64}}';
const FLOW = `${LINK}/:flow{[A-Za-z0-9]{1,64}}`;

const flowPages = new Hono<FlowEnv>()
  .use(FLOW, loadFlow)
  .use(`${FLOW}/*`, loadFlow)
  .get(FLOW, startFlow)
  .get(`${FLOW}/leave`, leave)
  .get(`${FLOW}/:step{[a-z]{1,20}}`, showStep)
  .post(`${FLOW}/:step{[a-z]{1,20}}`, formsWithFiles<FlowEnv>(LARGEST_UPLOADS), submitStep);

/**
 * Hosted onboarding: the form in which an account's owner provides what is required. The address of a link is spent by
 * its first visit, which leads to an address of the visitor's own.
 */
export const onboardingPages = new Hono<PageEnv>()
  .get(LINK, openLink)
  .route('/', flowPages)
  .get('/setup/:rest{.*}', (c) => notFound(c.var.texts));
