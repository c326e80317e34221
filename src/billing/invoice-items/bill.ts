import type { Context } from '../../kernel/context.ts';
import type { InvoiceItem } from './type.ts';

/** Attaches a pending item to the draft that bills it. */
export function billItem({ work }: Context, item: InvoiceItem, invoice: string): InvoiceItem {
  return work.save<InvoiceItem>({ ...item, invoice });
}

/** Lets an item wait for another invoice, because its draft was deleted. */
export function releaseItem({ work }: Context, item: InvoiceItem): void {
  if (item.internal.waited) work.save<InvoiceItem>({ ...item, invoice: null });
  else work.remove(item);
}
