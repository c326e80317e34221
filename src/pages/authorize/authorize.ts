import { Hono } from 'hono';
import { qrPng, qrSvg } from '../../methods/qr-code.ts';
import { formsOnly } from '../forms.ts';
import type { PageEnv } from '../page-env.ts';
import { notFound } from '../problems.ts';
import { respondImage } from '../respond.ts';
import type { ActionEnv } from './action-env.ts';
import { loadAction } from './load-action.ts';
import { framing, show } from './show.ts';
import { submit } from './submit.ts';

const PAGE = '/authorize/:account{acct_[A-Za-z0-9]{1,64}}/:nonce{pa_nonce_[A-Za-z0-9]{1,64}}';

const actionPages = new Hono<ActionEnv>()
  .use(PAGE, async (c, next) => {
    const action = await loadAction(c.env.engine, c.req.param('account'), c.req.param('nonce'));
    if (!action) return notFound(c.var.texts);
    c.set('action', action);
    return next();
  })
  .get(PAGE, show)
  .post(PAGE, formsOnly<ActionEnv>(framing), submit)
  // The code that a payer's phone scans to open the same page.
  .get(`${PAGE}/code.png`, (c) => respondImage(qrPng(pageOf(c.req.url)), 'image/png'))
  .get(`${PAGE}/code.svg`, (c) => respondImage(qrSvg(pageOf(c.req.url)), 'image/svg+xml'))
  .get('/authorize/:rest{.*}', (c) => notFound(c.var.texts));

/**
 * The pages where a payer approves a wallet payment or authenticates a card. The address is the credential: a request
 * that has it comes from the payer.
 */
export const authorizePages = new Hono<PageEnv>().route('/', actionPages);

function pageOf(codeUrl: string): string {
  return codeUrl.replace(/\/code\.(?:png|svg)(?:\?.*)?$/, '');
}
