import type { Page } from '../page.ts';
import { type IntentKind, type IntentResult, retrieve } from './intent.ts';
import { followNextAction } from './next-action.ts';

/** `stripe.handleNextAction` and the older `handleCardAction`. */
export async function handleAction<Result extends IntentResult>(
  page: Page,
  kind: IntentKind<Result>,
  clientSecret: string,
  call: string,
): Promise<Result> {
  const now = await retrieve(page, kind, clientSecret, call);
  if (now.error) return kind.result(now);
  if (now.intent.status !== 'requires_action') {
    const error = {
      type: 'invalid_request_error' as const,
      code: `${kind.name}_unexpected_state`,
      message: `stripe.${call}() found no action to handle: the ${kind.name} has the status ${now.intent.status}.`,
      [kind.name]: now.intent,
    };
    return kind.result({ error });
  }
  return kind.result(await followNextAction(page, kind, now.intent));
}
