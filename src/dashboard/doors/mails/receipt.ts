import type { Charge } from '../../../charges/type.ts';
import { html } from '../../../pages/html.ts';
import { isoMoment } from '../../../shared/calendar.ts';
import { formatAmount } from '../../../shared/currencies.ts';
import type { Mail } from './type.ts';

type Content = Pick<Mail, 'subject' | 'html' | 'text'>;

/** The mail with the receipt of a payment. Its look is in attributes: mails are shown without styles. */
export function receiptMail(charge: Charge, merchant: string, number: string): Content {
  const amount = formatAmount(charge.amount_captured, charge.currency);
  const facts: readonly (readonly [string, string])[] = [
    ['Amount paid', amount],
    ...(charge.amount_refunded > 0
      ? [['Refunded', formatAmount(charge.amount_refunded, charge.currency)] as const]
      : []),
    ['Date paid', isoMoment(charge.created).slice(0, 10)],
    ['Payment method', methodText(charge)],
    ['Receipt number', number],
    ...(charge.description ? [['Description', charge.description] as const] : []),
  ];
  const subject = `Your receipt from ${merchant} #${number}`;
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${subject}</title></head>
<body bgcolor="#f6f7f8"><table align="center" width="520" cellpadding="10" cellspacing="0" bgcolor="#ffffff">
<tr><td colspan="2" align="center"><font face="sans-serif" color="#16191d"><h2>Receipt from ${merchant}</h2><h1>${amount}</h1></font></td></tr>
${facts.map(
  ([name, value]) =>
    html`<tr><td><font face="sans-serif" color="#59626c">${name}</font></td><td align="right"><font face="sans-serif" color="#16191d">${value}</font></td></tr>`,
)}
${charge.receipt_url && html`<tr><td colspan="2" align="center"><font face="sans-serif"><a href="${charge.receipt_url}" target="_blank">View the receipt</a></font></td></tr>`}
</table></body></html>`;
  const text = [
    `Receipt from ${merchant}`,
    '',
    ...facts.map(([name, value]) => `${name}: ${value}`),
    charge.receipt_url,
  ];
  return { subject, html: page.toString(), text: `${text.join('\n')}\n` };
}

function methodText({ payment_method_details: details }: Charge): string {
  const { brand, last4 } = details?.card ?? {};
  return brand && last4 ? `${brand} – ${last4}` : (details?.type ?? '').replaceAll('_', ' ');
}
