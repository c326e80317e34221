import { createHash } from 'node:crypto';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import type { ActionFacts } from '../../payment-methods/method.ts';
import { qrPng } from '../../payment-methods/qr-code.ts';
import { uncovered } from '../cash-balance/pay.ts';
import type { Intent } from '../intents/type.ts';
import type { PaymentMethod } from '../payment-methods/type.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Digits that look random and are the same whenever they are asked for; `seed` says what for. */
export function digitsOf(seed: string, length: number): string {
  return letters(seed, length, '0123456789');
}

/** Capital letters and digits, as references have them. */
export function referenceOf(seed: string, length: number): string {
  return letters(seed, length, ALPHABET);
}

function letters(seed: string, length: number, alphabet: string): string {
  let text = '';
  for (let block = 0; text.length < length; block++) {
    for (const byte of createHash('sha256').update(`${block} ${seed}`).digest()) {
      text += alphabet.charAt(byte % alphabet.length);
    }
  }
  return text.slice(0, length);
}

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
