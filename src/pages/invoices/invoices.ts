import { Hono } from 'hono';
import { renderPdf } from '../../pdf/render.ts';
import { formsOnly } from '../forms.ts';
import type { PageEnv } from '../page-env.ts';
import { notFound } from '../problems.ts';
import { respond, respondPdf, seeOther } from '../respond.ts';
import { invoiceView } from './invoice-view.ts';
import { type InvoiceFacts, loadInvoice } from './load-invoice.ts';
import { loadNote, printNote } from './note.ts';
import { payOnPage } from './pay.ts';
import { printInvoice } from './print.ts';

const NOTE = '/cn/:account{acct_[A-Za-z0-9]{1,64}}/:key{test_[A-Za-z0-9]{25,64}}/pdf';
const PAGE = '/i/:account{acct_[A-Za-z0-9]{1,64}}/:key{test_[A-Za-z0-9]{25,64}}';

/** The pages of an invoice (`hosted_invoice_url`), where its customer pays it, and its PDFs. */
export const invoicePages = new Hono<PageEnv>()
  .get(PAGE, async (c) => {
    const { account, key } = c.req.param();
    const facts = await loadInvoice(c.env.engine, account, key);
    return facts ? show(c.var.texts, facts, c.req.path, null) : notFound(c.var.texts);
  })
  .post(`${PAGE}/pay`, formsOnly(), async (c) => {
    const { account, key } = c.req.param();
    const form = new URLSearchParams(await c.req.text());
    const attempted = await payOnPage(c.env.engine, account, key, form);
    const address = c.req.path.replace(/\/pay$/, '');
    if (attempted === undefined) return notFound(c.var.texts);
    if ('goTo' in attempted) return seeOther(attempted.goTo ?? address);
    const facts = await loadInvoice(c.env.engine, account, key);
    return facts ? show(c.var.texts, facts, address, attempted.problem) : notFound(c.var.texts);
  })
  .get(`${PAGE}/:kind{pdf|receipt}`, async (c) => {
    const { account, key, kind } = c.req.param();
    const facts = await loadInvoice(c.env.engine, account, key);
    if (!facts || (kind === 'receipt' && facts.invoice.status !== 'paid')) return notFound(c.var.texts);
    const content = printInvoice(c.var.texts, facts, kind === 'receipt' ? 'receipt' : 'invoice');
    return respondPdf(await renderPdf(content), `${content.title}.pdf`);
  });

/** The PDF of a credit note. */
export const creditNotePages = new Hono<PageEnv>().get(NOTE, async (c) => {
  const { account, key } = c.req.param();
  const facts = await loadNote(c.env.engine, account, key);
  if (!facts) return notFound(c.var.texts);
  const content = printNote(c.var.texts, facts);
  return respondPdf(await renderPdf(content), `${content.title}.pdf`);
});

function show(texts: PageEnv['Variables']['texts'], facts: InvoiceFacts, address: string, problem: string | null) {
  return respond(invoiceView(texts, facts, address, problem), problem === null ? 200 : 402);
}
