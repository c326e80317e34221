import type { Context } from '../../kernel/context.ts';
import type { PageKey } from '../../kernel/resource.ts';
import type { Invoice } from './type.ts';

/** The addresses of an invoice's page, where its customer pays it, and of its PDF. */
export function addresses(
  { account, caller }: Context,
  { id, internal }: Invoice,
): { readonly hosted_invoice_url: string; readonly invoice_pdf: string } {
  const page = `${caller.baseUrl}/i/${account.id}/test_${id.slice('in_'.length)}${internal.key}`;
  return { hosted_invoice_url: page, invoice_pdf: `${page}/pdf` };
}

/** Characters of an invoice's id after its prefix. */
const ID_LENGTH = 24;
const KEY = /^test_([A-Za-z0-9]{25,64})$/;

/** Reads the last part of such an address: the invoice or credit note, and its secret; undefined if it is neither. */
export function readAddress(
  account: string,
  key: string,
  prefix: 'in' | 'cn' = 'in',
): (PageKey & { readonly secret: string }) | undefined {
  const [, both] = KEY.exec(key) ?? [];
  if (both === undefined) return undefined;
  return { account, id: `${prefix}_${both.slice(0, ID_LENGTH)}`, secret: both.slice(ID_LENGTH) };
}
