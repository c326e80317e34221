import { Hono } from 'hono';
import { type Charge, charges } from '../../charges/type.ts';
import { asMerchant } from '../../kernel/as-merchant.ts';
import type { Engine } from '../../kernel/engine.ts';
import type { PageEnv } from '../page-env.ts';
import { notFound } from '../problems.ts';
import { respond } from '../respond.ts';
import { receiptView } from './receipt-view.ts';

const PAGE = '/receipts/:account{acct_[A-Za-z0-9]{1,64}}/:charge{(?:ch|py)_[A-Za-z0-9]{1,64}}';

/** The page behind a charge's `receipt_url`. Failed charges have none. */
export const receiptPages = new Hono<PageEnv>()
  .get(PAGE, async (c) => {
    const { account, charge } = c.req.param();
    const receipt = await find(c.env.engine, account, charge);
    if (!receipt?.charge.paid) return notFound(c.var.texts);
    return respond(receiptView(c.var.texts, receipt.charge, receipt.merchant));
  })
  .get('/receipts/:rest{.*}', (c) => notFound(c.var.texts));

async function find(
  engine: Engine,
  account: string,
  id: string,
): Promise<{ charge: Charge; merchant: string } | undefined> {
  return engine.asAccount(account, `receipt:${id}`, async (context) => {
    const charge = await context.work.get(charges, id);
    if (!charge) return undefined;
    const { account: merchant } = await asMerchant(context, charge.on_behalf_of);
    return { charge, merchant: merchant.displayName };
  });
}
