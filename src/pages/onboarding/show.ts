import type { Context } from 'hono';
import { type Step, stepsOf } from '../../connect/onboarding/steps.ts';
import { respond, seeOther } from '../respond.ts';
import { embeddedStep } from './embedded-step.ts';
import type { Entries } from './field-view.ts';
import type { FlowEnv } from './flow-env.ts';
import { reviewView } from './review-view.ts';
import { setupDocument } from './setup-document.ts';
import { stepTitle, stepView } from './step-view.ts';

/** Leads to the first step that has something to ask. */
export function startFlow(c: Context<FlowEnv>): Response {
  const { base, applicant } = c.var.flow;
  return seeOther(`${base}/${stepsOf(applicant)[0]?.name}`);
}

/** Leaves the flow: what was typed so far is kept. */
export function leave(c: Context<FlowEnv>): Response {
  return seeOther(c.var.flow.applicant.link.internal.returnUrl);
}

/** Shows a step; one that has nothing to ask any more leads to the next. */
export function showStep(c: Context<FlowEnv>): Response {
  const { applicant } = c.var.flow;
  const step = stepsOf(applicant).find(({ name }) => name === c.req.param('step'));
  return step ? stepPage(c, step) : startFlow(c);
}

/** The page of a step, with what was typed and what is wrong with it. */
export function stepPage(
  c: Context<FlowEnv>,
  step: Step,
  state: { readonly entries?: Entries; readonly problem?: string; readonly status?: number } = {},
): Response {
  const { texts, flow } = c.var;
  const { applicant, brand, base } = flow;
  const { country, email } = applicant.account;
  const known = { country: country ?? '', email: email ?? '' };
  const { entries = { answers: known, wrong: {} }, problem = null, status = 200 } = state;
  const page = { applicant, step, platform: brand.name, entries, problem };
  const open = stepsOf(applicant).filter(({ name }) => name !== 'review');
  const content =
    step.name === 'review' ? reviewView(texts, applicant, { open, problem, base }) : stepView(texts, page);
  const { embedded, returnUrl } = applicant.link.internal;
  const about = { brand, title: stepTitle(texts, page), leave: `${base}/leave` };
  if (embedded) return embeddedStep(texts, about, { step, content, status });
  return respond(setupDocument(texts, about, content), status, { returnUrl, images: true });
}
