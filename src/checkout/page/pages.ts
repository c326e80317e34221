import { required, text } from '../../contract/shape.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { ownOperation } from '../../kernel/operation.ts';
import { view } from '../../kernel/resource.ts';
import { detach } from '../../payment-methods/detach.ts';
import { changePage } from './change.ts';
import { confirmPage } from './confirm.ts';
import { openSessionOfPage, sessionOfPage } from './open.ts';
import { savedMethods } from './saved-methods.ts';
import { pageOf } from './view.ts';

const retrievePage = ownOperation(
  'GET /v1/payment_pages/{session}',
  {},
  async (context, _params, path) => pageOf(context, await sessionOfPage(context, path.session)),
  { access: 'page' },
);

/** The payer has a saved card removed, where the merchant lets them. */
const detachFromPage = ownOperation(
  'POST /v1/payment_pages/{session}/detach_payment_method',
  { payment_method: required(text) },
  async (context, params, path) => {
    const session = await openSessionOfPage(context, path.session);
    if (session.saved_payment_method_options?.payment_method_remove !== 'enabled')
      throw invalidRequest('Saved payment methods cannot be removed on this page.', { param: 'payment_method' });
    const method = (await savedMethods(context, session)).find(({ id }) => id === params.payment_method);
    if (!method) {
      throw invalidRequest(`No such PaymentMethod: '${params.payment_method}'`, {
        code: 'resource_missing',
        param: 'payment_method',
      });
    }
    await detach(context, method);
    return pageOf(context, session);
  },
  { access: 'page', lock: 'session' },
);

/** Operations of checkout pages, also used by the Stripe CLI's triggers; no server library has them. */
export const paymentPageResource = view('payment_page', {
  operations: [retrievePage, changePage, confirmPage, detachFromPage],
});
