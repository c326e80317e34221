import { invalidRequest } from '../../kernel/errors.ts';
import { define } from '../../kernel/operation.ts';
import { finalizeByHand } from './finalize-operation.ts';
import { send } from './send.ts';
import { invoices } from './type.ts';

export const sendOperation = define(
  'POST /v1/invoices/{invoice}/send',
  async (context, _params, path) => {
    const invoice = await context.work.require(invoices, path.invoice);
    if (invoice.collection_method !== 'send_invoice') {
      throw invalidRequest("You can only manually send an invoice if its collection method is 'send_invoice'.");
    }
    if (invoice.status !== 'draft' && invoice.status !== 'open') {
      throw invalidRequest(`You can only send open invoices. This invoice has the status ${invoice.status}.`, {
        code: 'status_transition_invalid',
      });
    }
    return send(context, invoice.status === 'draft' ? await finalizeByHand(context, invoice) : invoice);
  },
  { lock: 'invoice' },
);
