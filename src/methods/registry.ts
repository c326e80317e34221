import type Stripe from 'stripe';
import type { NotYet } from '../kernel/not-yet.ts';
import { acssDebit } from './acss-debit.ts';
import { affirm } from './affirm.ts';
import { afterpayClearpay } from './afterpay-clearpay.ts';
import { alipay } from './alipay.ts';
import { alma } from './alma.ts';
import { amazonPay } from './amazon-pay.ts';
import { auBecsDebit } from './au-becs-debit.ts';
import { bacsDebit } from './bacs-debit.ts';
import { bancontact } from './bancontact.ts';
import { billie } from './billie.ts';
import { bizum } from './bizum.ts';
import { blik } from './blik.ts';
import { boleto } from './boleto.ts';
import { card } from './card.ts';
import { cashapp } from './cashapp.ts';
import { crypto } from './crypto.ts';
import { customerBalance } from './customer-balance.ts';
import { eps } from './eps.ts';
import { fpx } from './fpx.ts';
import { giropay } from './giropay.ts';
import { grabpay } from './grabpay.ts';
import { ideal } from './ideal.ts';
import { kakaoPay } from './kakao-pay.ts';
import { klarna } from './klarna.ts';
import { konbini } from './konbini.ts';
import { krCard } from './kr-card.ts';
import { link } from './link.ts';
import { mbWay } from './mb-way.ts';
import type { Authorization, AuthorizationFacts, PaymentMethodModule } from './method.ts';
import { mobilepay } from './mobilepay.ts';
import { multibanco } from './multibanco.ts';
import { naverPay } from './naver-pay.ts';
import { nzBankAccount } from './nz-bank-account.ts';
import { oxxo } from './oxxo.ts';
import { p24 } from './p24.ts';
import { payByBank } from './pay-by-bank.ts';
import { payco } from './payco.ts';
import { paynow } from './paynow.ts';
import { paypal } from './paypal.ts';
import { paypay } from './paypay.ts';
import { payto } from './payto.ts';
import { pix } from './pix.ts';
import { promptpay } from './promptpay.ts';
import { revolutPay } from './revolut-pay.ts';
import { samsungPay } from './samsung-pay.ts';
import { satispay } from './satispay.ts';
import { scalapay } from './scalapay.ts';
import { sepaDebit } from './sepa-debit.ts';
import { sequra } from './sequra.ts';
import { sofort } from './sofort.ts';
import { sunbit } from './sunbit.ts';
import { swish } from './swish.ts';
import { twint } from './twint.ts';
import { upi } from './upi.ts';
import { usBankAccount } from './us-bank-account.ts';
import { wechatPay } from './wechat-pay.ts';
import { zip } from './zip.ts';

const UNSORTED: readonly PaymentMethodModule[] = [
  acssDebit,
  affirm,
  afterpayClearpay,
  alipay,
  alma,
  amazonPay,
  auBecsDebit,
  bacsDebit,
  bancontact,
  billie,
  bizum,
  blik,
  boleto,
  card,
  cashapp,
  crypto,
  customerBalance,
  eps,
  fpx,
  giropay,
  grabpay,
  ideal,
  kakaoPay,
  klarna,
  konbini,
  krCard,
  link,
  mbWay,
  mobilepay,
  multibanco,
  naverPay,
  nzBankAccount,
  oxxo,
  p24,
  payByBank,
  payco,
  paynow,
  paypal,
  paypay,
  payto,
  pix,
  promptpay,
  revolutPay,
  samsungPay,
  satispay,
  scalapay,
  sepaDebit,
  sequra,
  sofort,
  sunbit,
  swish,
  twint,
  upi,
  usBankAccount,
  wechatPay,
  zip,
];

/** Every payment method, by rank. */
export const METHODS = UNSORTED.toSorted((a, b) => a.rank - b.rank);

const byType = new Map(METHODS.map((method) => [method.type, method]));

/** Returns the module of a type, if there is one. */
export function findMethod(type: string): PaymentMethodModule | undefined {
  return byType.get(type);
}

/** Returns the module of a stored payment method, which always has one. */
export function methodOf(type: string): PaymentMethodModule {
  const method = byType.get(type);
  if (!method) throw new Error(`unknown payment method type ${type}`);
  return method;
}

/** The types of all methods, which are also the names of the parameters that hold their data. */
export function methodTypes(): string[] {
  return METHODS.map(({ type }) => type);
}

/** The types that SetupIntents support. */
export function typesForSetup(): string[] {
  return METHODS.filter(({ setup }) => setup !== undefined).map(({ type }) => type);
}

/** Returns the types that support a currency. */
export function typesFor(currency: string): string[] {
  return METHODS.filter(({ currencies }) => currencies === 'all' || currencies.includes(currency)).map(
    ({ type }) => type,
  );
}

/** The parts of a payment method's data that Florin does not have, where `under` is the parameter that holds it. */
export function dataNotYet(under?: string): Exclude<NotYet, string>[] {
  return METHODS.flatMap(({ type, notYet = [] }) =>
    notYet.map((name) => ({
      given: under === undefined ? `${type}[${name}]` : `${under}[${type}][${name}]`,
      param: `${type}[${name}]`,
    })),
  );
}

/** Returns the terms of an authorization. */
export function authorizationOf(method: Stripe.PaymentMethod, facts: AuthorizationFacts): Authorization {
  const module = methodOf(method.type);
  if (module.authorization) return module.authorization(method, facts);
  const { holdsSeconds } = module.capture;
  return { holdsSeconds, extended: false, incremental: false, multicapture: false, mostCapturable: undefined };
}

/** True if charging a type needs its payer's mandate; `isKept` if it is saved to be charged again. */
export function needsMandate(type: string, isKept: boolean): boolean {
  const { mandate } = methodOf(type);
  return mandate !== undefined && (mandate.needed === 'always' || isKept);
}
