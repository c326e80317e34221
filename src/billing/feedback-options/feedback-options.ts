import { invalidRequest } from '../../kernel/errors.ts';
import { operation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { type FeedbackOption, feedbackOptions } from './type.ts';

/** The longest description, in characters: customers read it beside the others. */
const LONGEST_DESCRIPTION = 100;

export const feedbackOptionResource = resource(feedbackOptions, {
  collection: '/v1/billing/feedback_options',
  item: '/v1/billing/feedback_options/{id}',
  create: async ({ work }, { description }) =>
    work.insert(feedbackOptions, {
      id: work.newId(feedbackOptions.prefix),
      object: 'billing.feedback_option',
      description: checkDescription(description),
      livemode: false,
      status: 'active',
      status_transitions: { deactivated_at: null },
    }),
  retrieve: true,
  async update({ work }, option, { description = option.description }) {
    return work.save<FeedbackOption>({ ...option, description: checkDescription(description) });
  },
  list: ({ status }) => ({ where: { status } }),
  operations: [
    operation('POST /v1/billing/feedback_options/{id}/deactivate', async ({ work }, _params, { id }) => {
      const option = await work.require(feedbackOptions, id);
      if (option.status === 'inactive') throw invalidRequest(`The feedback option \`${id}\` is inactive already.`);
      return work.save<FeedbackOption>({
        ...option,
        status: 'inactive',
        status_transitions: { deactivated_at: work.now },
      });
    }),
  ],
});

function checkDescription(text: string): string {
  if (text.trim() !== '' && text.length <= LONGEST_DESCRIPTION) return text;
  throw invalidRequest(`A description has between 1 and ${LONGEST_DESCRIPTION} characters.`, { param: 'description' });
}
