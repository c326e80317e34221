import type Stripe from 'stripe';
import { claim, holderOf } from '../../kernel/claims.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { resource } from '../../kernel/resource.ts';
import { type Feature, features } from './type.ts';

/** The longest name and lookup key, in characters: https://docs.stripe.com/api/entitlements/feature/create */
const LONGEST_TEXT = 80;

export const featureResource = resource(features, {
  collection: '/v1/entitlements/features',
  item: '/v1/entitlements/features/{id}',
  create: createFeature,
  retrieve: true,
  async update({ work }, feature, { active = feature.active, metadata, name = feature.name }) {
    if (!feature.active) throw invalidRequest(`The feature \`${feature.id}\` is archived, so it cannot be changed.`);
    return work.save<Feature>({
      ...feature,
      active,
      metadata: mergeMetadata(feature.metadata, metadata),
      name: checkText(name, 'name'),
    });
  },
  list: ({ archived, lookup_key }) => ({
    where: { lookup_key, active: archived === undefined ? undefined : !archived },
  }),
});

async function createFeature(context: Context, params: Stripe.Entitlements.FeatureCreateParams): Promise<Feature> {
  const { work } = context;
  const { lookup_key: key, name } = params;
  checkText(key, 'lookup_key');
  const taken = `entitlements.feature.lookup_key/${key}`;
  const holder = await holderOf(context, taken);
  const other = holder === undefined ? undefined : await work.get(features, holder);
  if (other?.active) {
    throw invalidRequest(
      `A feature (\`${other.id}\`) already uses the lookup key ${key}. Archive it, or use another.`,
      {
        code: 'resource_already_exists',
        param: 'lookup_key',
      },
    );
  }
  const id = work.newId(features.prefix);
  await claim(context, taken, id);
  return work.insert(features, {
    id,
    object: 'entitlements.feature',
    active: true,
    livemode: false,
    lookup_key: key,
    metadata: mergeMetadata({}, params.metadata),
    name: checkText(name, 'name'),
  });
}

function checkText(text: string, param: string): string {
  if (text.trim() !== '' && text.length <= LONGEST_TEXT) return text;
  throw invalidRequest(`This text has between 1 and ${LONGEST_TEXT} characters.`, { param });
}
