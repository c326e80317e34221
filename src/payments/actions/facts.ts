import { uncovered } from '../../customers/cash-balance/pay.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import type { ActionFacts } from '../../methods/method.ts';
import { qrPng } from '../../methods/qr-code.ts';
import { digitsOf } from '../../methods/references.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import type { Intent } from '../intents/intent.ts';

/** An intent's own options of a type of payment method. */
export function optionsOf(intent: Intent, type: string): object {
  return (intent.payment_method_options as Readonly<Record<string, object>> | null)?.[type] ?? {};
}

/** What a method's module is told when it asks a payer to act. `page` is where they do it. */
export function actionFacts(
  { account, work }: Context,
  intent: Intent,
  method: PaymentMethod,
  page: { readonly id: string; readonly url: string; readonly endsAt: number | null },
): ActionFacts {
  return {
    url: page.url,
    returnUrl: intent.internal.returnUrl,
    price: intent.object === 'payment_intent' ? { amount: uncovered(intent), currency: intent.currency } : null,
    options: optionsOf(intent, method.type),
    method,
    merchant: account.displayName,
    nowSeconds: work.now,
    endsAt: page.endsAt,
    imageUrl: (format) => `${page.url}/code.${format}`,
    imageData: () => `data:image/png;base64,${qrPng(page.url).toString('base64')}`,
    customerDigits: (length, of) => digitsOf(`${of} ${idOf(intent.customer) ?? page.id}`, length),
    digits: (length, of = '') => digitsOf(`${of} ${page.id}`, length),
  };
}
