import type { Customer } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { type MetadataParam, mergeMetadata } from '../../kernel/metadata.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { attach, attachVerified } from '../attach.ts';
import type { PaymentMethod } from '../type.ts';
import { watchExpiry } from './expiring.ts';
import { listSources } from './find.ts';
import type { BankAccount, CustomerSource } from './type.ts';
import { viewOf } from './view.ts';

/**
 * Attaches a source to a customer and emits its event. A card is verified with its issuer first, unless `validate` is
 * false; a declined one is rejected with 402. The caller decides if it becomes the default.
 */
export async function saveSource(
  context: Context,
  customer: string,
  made: CustomerSource,
  options: { validate?: boolean | undefined; metadata?: MetadataParam } = {},
): Promise<CustomerSource> {
  const { work } = context;
  const labelled = work.save<CustomerSource>({ ...made, metadata: mergeMetadata(made.metadata, options.metadata) });
  const saved =
    labelled.object === 'bank_account'
      ? await saveBankAccount(context, labelled, customer)
      : await saveMethod(context, labelled, customer, options.validate ?? true);
  work.emit('customer.source.created', viewOf(saved));
  return saved;
}

async function saveMethod(
  context: Context,
  method: PaymentMethod,
  customer: string,
  validate: boolean,
): Promise<PaymentMethod> {
  checkReusableSource(method);
  const saved = validate
    ? await attach(context, method, customer)
    : attachVerified(context, method, customer, method.card?.checks ?? null);
  watchExpiry(context, saved);
  return saved;
}

function checkReusableSource({ id, internal }: PaymentMethod): void {
  if (internal.legacy?.object !== 'source' || internal.legacy.usage === 'reusable') return;
  throw invalidRequest(`The source ${id} can be used only once and cannot be saved to a customer.`, {
    param: 'source',
  });
}

async function saveBankAccount(context: Context, account: BankAccount, customer: string): Promise<BankAccount> {
  const others = await listSources(context, customer);
  if (others.some((other) => other.object === 'bank_account' && other.fingerprint === account.fingerprint)) {
    throw invalidRequest(
      'A bank account with that routing number and account number already exists for this customer.',
      {
        code: 'bank_account_exists',
      },
    );
  }
  return context.work.save<BankAccount>({ ...account, customer });
}

/** Sets a customer's default source and emits the event. */
export function setDefaultSource({ work }: Context, customer: Customer, source: string | null): Customer {
  if (idOf(customer.default_source) === source) return customer;
  const changed = work.save<Customer>({ ...customer, default_source: source });
  work.emit('customer.updated', changed, previousAttributes(customer, changed));
  return changed;
}
