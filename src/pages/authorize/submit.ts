import type { Context } from 'hono';
import type { Signal } from '../../methods/method.ts';
import { methodOf } from '../../methods/registry.ts';
import { act, putOnClockOfPage } from '../../payments/actions/act.ts';
import { unclear } from '../problems.ts';
import { respond, seeOther } from '../respond.ts';
import type { ActionEnv } from './action-env.ts';
import { enterDeposits, readDeposits } from './deposits.ts';
import { depositsView } from './deposits-view.ts';
import { loadAction, type PendingAction } from './load-action.ts';
import { returnLink } from './outcome.ts';
import { asksPhone, callingCode, lastDigits, payerOf } from './phone.ts';
import { framing, isOverlay } from './show.ts';
import { phoneView } from './wallet-views.ts';

/** The longest phone number that is read, in characters. */
const LONGEST_PHONE = 40;

/** The values of the buttons named `choice`. */
const SIGNALS = new Map<string, Signal>([
  ['authorize', 'authorized'],
  ['fail', 'failed'],
]);

/** Takes the form of a payer's page: a choice, a phone number or the deposits on a bank account. */
export async function submit(c: Context<ActionEnv>): Promise<Response> {
  const { action } = c.var;
  const form = new URLSearchParams(await c.req.text());
  if (action.kind === 'microdeposits') return takeDeposits(c, form);
  const signal = isChosenHere(action) ? SIGNALS.get(form.get('choice') ?? '') : undefined;
  if (signal) return takeChoice(c, signal);
  if (action.kind !== 'redirect' || !asksPhone(action) || !form.has('phone')) return refuse(c, 400);
  return action.outcome === null ? takePhone(c, form) : seeOther(c.req.path);
}

function refuse(c: Context<ActionEnv>, status: 400): Response {
  return unclear(c.var.texts, status, framing(c));
}

/** False for bank transfers: their money is sent through the API, not by a button. */
function isChosenHere({ method }: PendingAction): boolean {
  return methodOf(method).flow !== 'bank_transfer';
}

/**
 * Applies the payer's choice once: on a page that is no longer open nothing changes. A choice after the deadline
 * expires the action, even if the timer has not fired yet.
 */
async function takeChoice(c: Context<ActionEnv>, signal: Signal): Promise<Response> {
  const { account, nonce, deadlineMs } = c.var.action;
  const intent = await c.env.engine.asAccount(account, `page:${nonce}:${signal}`, async (context) => {
    await putOnClockOfPage(context, nonce);
    const late = deadlineMs !== null && context.work.nowMs >= deadlineMs;
    return act(context, nonce, late ? 'expired' : signal);
  });
  if (!intent) throw new Error(`The page ${nonce} was removed while its form was being handled.`);
  return seeOther(isOverlay(c) ? ownAddress(c) : (returnLink(intent) ?? c.req.path));
}

/** In an overlay the browser stays where it is, and the merchant's page continues by itself. */
function ownAddress(c: Context<ActionEnv>): string {
  return `${c.req.path}${new URL(c.req.url).search}`;
}

/** Compares the typed deposits with those that were sent, and asks again if they differ. */
async function takeDeposits(c: Context<ActionEnv>, form: URLSearchParams): Promise<Response> {
  const { action, texts } = c.var;
  const { account, nonce } = action;
  const deposits = readDeposits(form);
  const isOver = action.outcome !== null;
  if (isOver || (deposits && (await enterDeposits(c.env.engine, { account, nonce, deposits }))))
    return seeOther(c.req.path);
  const now = await loadAction(c.env.engine, account, nonce);
  if (now?.outcome !== null) return seeOther(c.req.path);
  return respond(depositsView(texts, action, { wrong: true }), 422, framing(c));
}

/** Checks the number and continues with its last digits in the address, so that reloading the page submits nothing. */
function takePhone(c: Context<ActionEnv>, form: URLSearchParams): Response {
  const { action, texts } = c.var;
  const typed = (form.get('phone') ?? '').slice(0, LONGEST_PHONE);
  const code = callingCode(form.get('country'), payerOf(action.intent, texts));
  const digits = lastDigits(typed, code);
  if (digits !== undefined) return seeOther(`${c.req.path}?ending=${digits}`);
  return respond(phoneView(texts, action, { code, wrong: typed }), 422, framing(c));
}
