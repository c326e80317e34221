import { Hono } from 'hono';
import { hashOfType } from '../../kernel/entity.ts';
import { methodOf } from '../../methods/registry.ts';
import { type PaymentMethod, paymentMethods } from '../../payment-methods/type.ts';
import { fill } from '../../shared/texts/fill.ts';
import { html } from '../html.ts';
import type { PageEnv } from '../page-env.ts';
import { paymentDocument } from '../payment-document.ts';
import { notFound } from '../problems.ts';
import { respond } from '../respond.ts';

const PAGE = '/mandates/:account{acct_[A-Za-z0-9]{1,64}}/:method{pm_[A-Za-z0-9]{1,64}}';

/** The text that a payer accepted when they let a merchant debit them. */
export const mandatePages = new Hono<PageEnv>()
  .get(PAGE, async (c) => {
    const { engine } = c.env;
    const { texts } = c.var;
    const { account, method: id } = c.req.param();
    const found = await engine.asAccount(account, `page:${id}:mandate`, async (context) => {
      const method = await context.work.get(paymentMethods, id);
      return method && { method, merchant: context.account.displayName };
    });
    const module = found && methodOf(found.method.type);
    if (!found || !module?.mandate) return notFound(texts);
    const { title, text, account: term } = texts.mandate;
    const last4 = lastDigits(found.method);
    return respond(
      paymentDocument(
        texts,
        { merchant: found.merchant, price: null, title },
        html`<p>${fill(text, { merchant: found.merchant, method: module.label })}</p>
      ${last4 && html`<dl class="facts"><div><dt>${term}</dt><dd>•••• ${last4}</dd></div></dl>`}`,
      ),
    );
  })
  .get('/mandates/:rest{.*}', (c) => notFound(c.var.texts));

/** The end of an account number, which every debit's details hold under the type's name. */
function lastDigits(method: PaymentMethod): string | null | undefined {
  return hashOfType<{ last4: string | null }>(method)?.last4;
}
