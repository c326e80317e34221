import { customers } from '../../customers/type.ts';
import type { Attachment } from '../../kernel/attachment.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { define } from '../../kernel/operation.ts';
import { renderPdf } from '../../pdf/render.ts';
import { priceUpfront } from './amounts.ts';
import { printQuote } from './print.ts';
import { quotes } from './type.ts';

/** The PDF of a quote that was finalized: https://docs.stripe.com/api/quotes/pdf */
export const quotePdf = define('GET /v1/quotes/{quote}/pdf', async (context, _params, path): Promise<Attachment> => {
  const { work, account } = context;
  const quote = await work.require(quotes, path.quote);
  if (quote.number === null) {
    throw invalidRequest('Only finalized quotes have a PDF. Finalize the quote first.', { param: 'quote' });
  }
  const content = printQuote(quote, {
    merchant: account.displayName,
    country: account.country,
    customer: await work.get(customers, idOf(quote.customer) ?? ''),
    priced: await priceUpfront(context, quote),
  });
  return {
    headers: { 'content-type': 'application/pdf', 'x-content-type-options': 'nosniff' },
    bytes: new Uint8Array(await renderPdf(content)),
  };
});
