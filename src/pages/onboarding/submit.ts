import type { Context } from 'hono';
import { findFlow } from '../../connect/account-links/visit.ts';
import { type Answers, fieldOf } from '../../connect/onboarding/answers.ts';
import { fillEverything, saveStep, submitDetails } from '../../connect/onboarding/save.ts';
import { type Applicant, type Step, stepsOf } from '../../connect/onboarding/steps.ts';
import { testAnswers } from '../../connect/onboarding/test-answers.ts';
import type { Upload } from '../../files/upload.ts';
import type { Context as Decision } from '../../kernel/context.ts';
import { StripeError } from '../../kernel/errors.ts';
import { isMultipart } from '../forms.ts';
import { unclear } from '../problems.ts';
import { seeOther } from '../respond.ts';
import { problemsOf } from './field-view.ts';
import type { FlowEnv } from './flow-env.ts';
import { startFlow, stepPage } from './show.ts';
import { readUploads, storeUploads } from './uploads.ts';

/** Longest value that is read from a form, in characters. */
const LONGEST_VALUE = 5_000;
/** The address of a visitor in this process, who has none. */
const UNKNOWN_IP = '127.0.0.1';

/** Takes the form of a step and leads to the next; a form with something wrong is shown again. */
export async function submitStep(c: Context<FlowEnv>): Promise<Response> {
  const { applicant } = c.var.flow;
  const sent = await readForm(c);
  if (!sent) return unclear(c.var.texts, 400);
  const { form, uploads } = sent;
  const step = stepsOf(applicant).find(({ name }) => name === c.req.param('step'));
  if (!step) return startFlow(c);
  if (form.has('skip')) return decide(c, step, {}, fillEverything);
  if (step.name === 'review') return finish(c, step);
  const answers = form.has('fill') ? testAnswers(step, applicant.account.country) : read(form);
  const isComplete = step.name === 'owners' && step.person === undefined && !form.has('add');
  const asked = step.fields.filter(({ name }) => !uploads.has(name));
  const wrong = isComplete ? {} : problemsOf(c.var.texts, asked, answers);
  if (Object.keys(wrong).length > 0) return stepPage(c, step, { entries: { answers, wrong }, status: 422 });
  return decide(c, step, answers, async (context, now) => {
    const stored = uploads.size > 0 ? await storeUploads(await context.at(now.account.id), uploads) : {};
    await saveStep(context, now, step, { answers: { ...answers, ...stored }, isAddition: form.has('add') });
  });
}

interface Form {
  readonly form: URLSearchParams;
  /** Documents, by the fields that they are for. */
  readonly uploads: ReadonlyMap<string, Upload>;
}

/** Reads the form of a step: only that of documents may have files. Undefined for a form that cannot be read. */
async function readForm(c: Context<FlowEnv>): Promise<Form | undefined> {
  if (!isMultipart(c)) return { form: new URLSearchParams(await c.req.text()), uploads: new Map() };
  // The parser throws for a body that does not end where its boundary is.
  const sent = await c.req.formData().catch(() => undefined);
  if (!sent) return undefined;
  const documents = stepsOf(c.var.flow.applicant).find(({ name }) => name === 'documents');
  const texts = [...sent].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
  return { form: new URLSearchParams(texts), uploads: await readUploads(sent, documents?.fields ?? []) };
}

function read(form: URLSearchParams): Answers {
  return Object.fromEntries([...form].map(([name, value]) => [name, value.trim().slice(0, LONGEST_VALUE)]));
}

/** Submits everything and returns to the platform. */
async function finish(c: Context<FlowEnv>, step: Step): Promise<Response> {
  const { applicant } = c.var.flow;
  const ip = c.env.ip ?? UNKNOWN_IP;
  const userAgent = c.req.header('user-agent') ?? null;
  const answer = await decide(c, step, {}, (context, now) => submitDetails(context, now, { ip, userAgent }));
  return answer.status === 303 ? seeOther(applicant.link.internal.returnUrl) : answer;
}

/** Runs a decision about the account and leads on; an error of the API is shown beside the field that it is about. */
async function decide(
  c: Context<FlowEnv>,
  step: Step,
  answers: Answers,
  change: (context: Decision, applicant: Applicant) => Promise<unknown>,
): Promise<Response> {
  const { world, address, applicant, base } = c.var.flow;
  try {
    await c.env.engine.asPlatform(world, `page:${applicant.link.id}:${step.name}`, async (context) => {
      const now = await findFlow(context, address);
      if (now && !('refreshUrl' in now)) await change(context, now);
    });
    return seeOther(base);
  } catch (error) {
    if (!(error instanceof StripeError) || error.status >= 500) throw error;
    const field = fieldOf(step.fields, error.detail.param);
    const wrong = field ? { [field.name]: error.message } : {};
    return stepPage(c, step, { entries: { answers, wrong }, ...(!field && { problem: error.message }), status: 422 });
  }
}
