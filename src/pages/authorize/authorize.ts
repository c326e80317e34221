import type { Engine } from '../../kernel/engine.ts';
import type { Signal } from '../../methods/method.ts';
import { qrPng, qrSvg } from '../../methods/qr-code.ts';
import { methodOf } from '../../methods/registry.ts';
import { act } from '../../payments/actions/act.ts';
import { returnUrl } from '../../payments/actions/return-url.ts';
import type { Intent } from '../../payments/intents/intent.ts';
import type { Texts } from '../languages/texts.ts';
import { notFound, unclear } from '../problems.ts';
import { readForm } from '../read-form.ts';
import { respond, respondImage, seeOther } from '../respond.ts';
import { challengeView } from './challenge-view.ts';
import { enterDeposits, readDeposits } from './deposits.ts';
import { depositsView } from './deposits-view.ts';
import { displayView } from './display-view.ts';
import { look, type Sight } from './load-action.ts';
import { wayBack } from './outcome.ts';
import { outcomeView } from './outcome-view.ts';
import { callingCode, lastDigits } from './phone.ts';
import { approvePageView, approveView, phoneView } from './wallet-views.ts';

/** What the buttons of a page say. */
const SIGNALS = new Map<string, Signal>([
  ['authorize', 'authorized'],
  ['fail', 'failed'],
]);

/** Where a payer approves a wallet payment or authenticates a card. Whoever knows its address is the payer. */
export async function authorizePage(
  engine: Engine,
  request: Request,
  { world, nonce, texts }: { world: string; nonce: string; texts: Texts },
): Promise<Response> {
  const sight = await look(engine, world, nonce);
  if (!sight) return notFound(texts);
  const url = new URL(request.url);
  if (request.method !== 'POST') return show(sight, texts, url);
  const form = await readForm(request);
  if ('status' in form) return unclear(texts, form.status, framing(sight));
  if (sight.kind === 'microdeposits')
    return takeDeposits(engine, sight, texts, { world, nonce, path: url.pathname, form });
  const signal = isChosenHere(sight) ? SIGNALS.get(form.get('choice') ?? '') : undefined;
  if (signal) {
    const intent = await decide(engine, { world, nonce, signal, deadlineMs: sight.deadlineMs });
    // Over the merchant's page nobody is sent anywhere: that page goes on by itself.
    return seeOther(isOver(url) ? `${url.pathname}${url.search}` : (wayBack(intent) ?? url.pathname));
  }
  if (sight.kind !== 'redirect' || !asksPhone(sight) || !form.has('phone')) return unclear(texts, 400, framing(sight));
  if (sight.outcome !== null) return seeOther(url.pathname);
  return takePhone(sight, texts, url, form);
}

function show(sight: Sight, texts: Texts, url: URL): Response {
  const { intent, kind, outcome } = sight;
  const over = isOver(url);
  const allowances = { ...framing(sight), returnUrl: intent.internal.returnUrl, script: over };
  if (outcome !== null) {
    const back = over ? null : returnUrl(intent);
    return respond(outcomeView(texts, sight, { outcome, back, over }), 200, allowances);
  }
  if (kind === 'three_d_secure') return respond(challengeView(texts, sight, { over }), 200, allowances);
  if (kind === 'microdeposits') return respond(depositsView(texts, sight, { wrong: false }), 200, allowances);
  if (kind === 'display') return respond(displayView(texts, sight, url.pathname), 200, allowances);
  if (!asksPhone(sight)) return respond(approvePageView(texts, sight), 200, allowances);
  const digits = url.searchParams.get('ending') ?? '';
  if (/^\d{2}$/.test(digits))
    return respond(approveView(texts, sight, { path: url.pathname, digits }), 200, allowances);
  return respond(phoneView(texts, sight, { code: callingCode(null, payerOf(intent, texts)) }), 200, allowances);
}

/** Money that is sent to an account has to be sent; everything else a payer of test mode decides here. */
function isChosenHere({ method }: Sight): boolean {
  return methodOf(method).flow !== 'bank_transfer';
}

/** What came to the payer's account; when it is wrong they are asked again. */
async function takeDeposits(
  engine: Engine,
  sight: Sight,
  texts: Texts,
  at: { world: string; nonce: string; path: string; form: URLSearchParams },
): Promise<Response> {
  const told = readDeposits(at.form);
  if (sight.outcome !== null || (told && (await enterDeposits(engine, { ...at, told })))) return seeOther(at.path);
  const again = await look(engine, at.world, at.nonce);
  if (again?.outcome !== null) return seeOther(at.path);
  return respond(depositsView(texts, sight, { wrong: true }), 422, framing(sight));
}

/** The code that a payer's phone reads to come to the same page. */
export function codeImage(url: string, format: string): Response {
  const page = url.replace(/\/code\.(?:png|svg)(?:\?.*)?$/, '');
  return format === 'png' ? respondImage(qrPng(page), 'image/png') : respondImage(qrSvg(page), 'image/svg+xml');
}

function asksPhone({ method }: Sight): boolean {
  return methodOf(method).payerEnters === 'phone';
}

/** Whether Stripe.js shows it over the merchant's page: its address is then the one of `use_stripe_sdk`. */
function isOver(url: URL): boolean {
  return url.searchParams.has('source_redirect_slug');
}

/** What is known of where a payer lives. */
function payerOf(intent: Intent, { locale }: Texts): { locale: string; currency: string | null } {
  return { locale, currency: intent.object === 'payment_intent' ? intent.currency : null };
}

/** The number is only looked at: what the next page shows of it is in its address, so reloading asks for nothing. */
function takePhone(sight: Sight, texts: Texts, url: URL, form: URLSearchParams): Response {
  const typed = (form.get('phone') ?? '').slice(0, 40);
  const code = callingCode(form.get('country'), payerOf(sight.intent, texts));
  const digits = lastDigits(typed, code);
  if (digits !== undefined) return seeOther(`${url.pathname}?ending=${digits}`);
  return respond(phoneView(texts, sight, { code, wrong: typed }), 422, framing(sight));
}

/**
 * Does what the payer chose, once: on a page that is no longer open nothing changes. A choice that comes too late is
 * none, even when the page's timer has not fired yet.
 */
async function decide(
  engine: Engine,
  choice: { world: string; nonce: string; signal: Signal; deadlineMs: number | null },
): Promise<Intent> {
  const { world, nonce, deadlineMs } = choice;
  return engine.asPlatform(world, `page:${nonce}:${choice.signal}`, async (context) => {
    const late = deadlineMs !== null && context.work.nowMs >= deadlineMs;
    const intent = await act(context, nonce, late ? 'expired' : choice.signal);
    if (!intent) throw new Error(`the page ${nonce} is gone`);
    return intent;
  });
}

/** A bank's challenge is shown inside the merchant's page; a wallet's page never is. */
function framing({ kind }: Sight): { framed: boolean } {
  return { framed: kind === 'three_d_secure' };
}
