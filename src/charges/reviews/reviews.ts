import { invalidRequest } from '../../kernel/errors.ts';
import { operation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { closeReview } from './close.ts';
import { reviews } from './type.ts';

const approve = operation('POST /v1/reviews/{review}/approve', async (context, _params, path) => {
  const { work } = context;
  const review = await work.require(reviews, path.review);
  if (!review.open) {
    throw invalidRequest(`This review is already closed (${review.closed_reason}), so it cannot be approved.`);
  }
  await closeReview(context, review.id, 'approved');
  return work.require(reviews, review.id);
});

export const reviewResource = resource(reviews, {
  collection: '/v1/reviews',
  item: '/v1/reviews/{review}',
  retrieve: true,
  list: () => ({ by: 'open/true' }),
  operations: [approve],
});
