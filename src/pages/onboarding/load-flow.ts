import type { MiddlewareHandler } from 'hono';
import { findFlow } from '../../connect/account-links/visit.ts';
import { scopeOf } from '../../kernel/account-names.ts';
import { brandOf } from '../branding/brand.ts';
import { chooseTexts } from '../languages/choose.ts';
import { notFound } from '../problems.ts';
import { seeOther } from '../respond.ts';
import type { FlowEnv } from './flow-env.ts';

/** Loads the account and the link of a flow; 404 for an address of none. */
export const loadFlow: MiddlewareHandler<FlowEnv> = async (c, next) => {
  const { kind = '', account = '', code = '', flow = '' } = c.req.param() as Readonly<Record<string, string>>;
  const { world } = scopeOf(account);
  const { engine } = c.env;
  if (!(await engine.storage.readWorld(world))) return notFound(c.var.texts);
  const found = await engine.asPlatform(world, `page:${code}:load`, async (context) => {
    const applicant = await findFlow(context, { account, code, flow });
    return applicant && { applicant, brand: brandOf(context.account) };
  });
  if (!found) return notFound(c.var.texts);
  const { applicant, brand } = found;
  if ('refreshUrl' in applicant) return seeOther(applicant.refreshUrl);
  const { embedded } = applicant.link.internal;
  if (embedded && embedded.locale !== 'auto') c.set('texts', chooseTexts(embedded.locale));
  c.set('flow', {
    world,
    address: { account, code, flow },
    applicant,
    brand,
    base: `/setup/${kind}/${account}/${code}/${flow}`,
  });
  return next();
};
