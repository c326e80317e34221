import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { feedbackOptions } from '../feedback-options/type.ts';

const PARAM = 'cancellation_details[feedback_option]';

/**
 * The merchant's own reason for canceling that a request names; null if it clears it, undefined if it names none. Throws
 * for one that is inactive.
 */
export async function feedbackOption(
  { work }: Context,
  details: { readonly feedback_option?: string } | undefined,
): Promise<string | null | undefined> {
  const id = details?.feedback_option;
  if (id === undefined) return undefined;
  if (id === '') return null;
  const option = await work.require(feedbackOptions, id, PARAM);
  if (option.status === 'active') return option.id;
  throw invalidRequest(`The feedback option ${id} is inactive. Use an active one.`, { param: PARAM });
}
