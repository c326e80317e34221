import type { Params } from '../../shared/protocol.ts';
import { controlOf } from '../elements/element.ts';
import type { Page } from '../page.ts';
import { cardElement, send } from './entered.ts';
import { asOutcome, type IntentKind, type IntentResult, idOf } from './intent.ts';
import { followNextAction } from './next-action.ts';

/**
 * `handleCardPayment`, `handleCardSetup`, `confirmPaymentIntent` and `confirmSetupIntent`, the calls before
 * `confirmCardPayment`: confirms with the parameters of the API and a card element, if one is passed. The `handle…` calls
 * also handle the next action.
 */
export async function confirmAsBefore<Result extends IntentResult>(
  page: Page,
  kind: IntentKind<Result>,
  given: { clientSecret: string; elementOrData: unknown; data: Params | undefined },
  { call, follows }: { call: string; follows: boolean },
): Promise<Result> {
  const { clientSecret, elementOrData } = given;
  const element = controlOf(elementOrData) && cardElement(elementOrData, call);
  const data = (element ? given.data : (elementOrData as Params | undefined)) ?? {};
  const path = `${kind.path}/${idOf(kind, clientSecret, call)}/confirm`;
  const params = { ...data, client_secret: clientSecret, use_stripe_sdk: true };
  const sent = asOutcome(await send(page, { element }, { path, params, place: 'payment_method_data' }));
  return kind.result(sent.error || !follows ? sent : await followNextAction(page, kind, sent.intent));
}
