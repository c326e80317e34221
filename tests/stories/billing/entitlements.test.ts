import { describe, expect, test } from 'vitest';
import { withFlorin } from '../../support/harness.ts';
import { refusal } from '../../support/refusal.ts';

describe('a feature', () => {
  test('has a lookup key of its own until it is archived', () =>
    withFlorin(async ({ stripe }) => {
      const { features } = stripe.entitlements;
      const feature = await features.create({ name: 'Export', lookup_key: 'export', metadata: { team: 'data' } });
      expect(feature).toMatchObject({ active: true, lookup_key: 'export', metadata: { team: 'data' } });
      const again = { name: 'Exports', lookup_key: 'export' };
      expect(await refusal(features.create(again))).toMatchObject({ param: 'lookup_key' });
      expect(await features.update(feature.id, { name: 'Exports' })).toMatchObject({ name: 'Exports' });
      await features.update(feature.id, { active: false });
      expect(await refusal(features.update(feature.id, { name: 'Export' }))).toMatchObject({ statusCode: 400 });
      const next = await features.create(again);
      const ids = async (params: { archived?: boolean; lookup_key?: string }) =>
        (await features.list(params)).data.map(({ id }) => id);
      expect(await ids({ lookup_key: 'export' })).toEqual([next.id, feature.id]);
      expect(await ids({ archived: true })).toEqual([feature.id]);
      expect(await ids({ archived: false })).toEqual([next.id]);
    }));

  test('is attached to products, and shown there as it is now', () =>
    withFlorin(async ({ stripe }) => {
      const { id: feature } = await stripe.entitlements.features.create({ name: 'Export', lookup_key: 'export' });
      const { id: product } = await stripe.products.create({ name: 'Pro' });
      const offered = await stripe.products.createFeature(product, { entitlement_feature: feature });
      expect(offered).toMatchObject({
        object: 'product_feature',
        entitlement_feature: { id: feature, name: 'Export' },
      });
      await stripe.entitlements.features.update(feature, { name: 'Exports' });
      expect(await stripe.products.retrieveFeature(product, offered.id)).toMatchObject({
        entitlement_feature: { name: 'Exports' },
      });
      expect((await stripe.products.listFeatures(product)).data.map(({ id }) => id)).toEqual([offered.id]);
      const param = 'entitlement_feature';
      expect(await refusal(stripe.products.createFeature(product, { entitlement_feature: feature }))).toMatchObject({
        param,
      });
      const { id: other } = await stripe.products.create({ name: 'Team' });
      expect(await refusal(stripe.products.retrieveFeature(other, offered.id))).toMatchObject({ statusCode: 404 });
      expect(await stripe.products.deleteFeature(product, offered.id)).toEqual({
        id: offered.id,
        object: 'product_feature',
        deleted: true,
      });
      expect((await stripe.products.listFeatures(product)).data).toEqual([]);
      await stripe.entitlements.features.update(feature, { active: false });
      expect(await refusal(stripe.products.createFeature(product, { entitlement_feature: feature }))).toMatchObject({
        param,
      });
    }));
});
