import { customers } from '../../customers/type.ts';
import { checkNamed } from '../../kernel/list.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { resource } from '../../kernel/resource.ts';
import { checkExpiry, createGrant } from './create.ts';
import { expireGrant, grantTimers, requireLive, scheduleExpiry, voidGrant } from './expire.ts';
import { type CreditGrant, creditGrants, creditTransactions } from './type.ts';

export const creditGrantResource = resource(creditGrants, {
  collection: '/v1/billing/credit_grants',
  item: '/v1/billing/credit_grants/{id}',
  create: createGrant,
  retrieve: true,
  async update(context, { id }, { expires_at: expires, metadata }) {
    const { work } = context;
    const grant = await requireLive(context, id);
    if (typeof expires === 'number') checkExpiry(expires, Math.max(grant.effective_at ?? 0, work.now));
    const changed: CreditGrant = {
      ...grant,
      ...(expires !== undefined && { expires_at: expires || null }),
      metadata: mergeMetadata(grant.metadata, metadata),
    };
    if (Object.keys(previousAttributes(grant, changed)).length === 0) return grant;
    const updated = work.save<CreditGrant>({ ...changed, updated: work.now });
    if (expires !== undefined) await scheduleExpiry(context, updated);
    work.emit('billing.credit_grant.updated', updated, previousAttributes(grant, updated));
    return updated;
  },
  async list({ customer }, context) {
    await checkNamed(context, customers, customer, 'customer');
    return { where: { customer } };
  },
  options: {
    create: { notYet: ['customer_account'] },
    list: { notYet: ['customer_account'] },
  },
  operations: [expireGrant, voidGrant],
  timers: grantTimers,
});

export const creditTransactionResource = resource(creditTransactions, {
  collection: '/v1/billing/credit_balance_transactions',
  item: '/v1/billing/credit_balance_transactions/{id}',
  retrieve: true,
  async list({ customer, credit_grant }, context) {
    await checkNamed(context, customers, customer, 'customer');
    await checkNamed(context, creditGrants, credit_grant, 'credit_grant');
    return { where: { customer, credit_grant } };
  },
  options: { list: { notYet: ['customer_account'] } },
});
