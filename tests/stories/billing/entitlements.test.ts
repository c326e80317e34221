import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { withFlorin } from '../../support/harness.ts';
import { refusal } from '../../support/refusal.ts';

describe('a customer', () => {
  test('has the features of what they are subscribed to, as long as they are', () =>
    withFlorin(async ({ stripe, florin }) => {
      const { id: customer } = await stripe.customers.create();
      const { id: method } = await stripe.paymentMethods.attach('pm_card_visa', { customer });
      const plan = async (name: string, keys: string[]) => {
        const { id: product } = await stripe.products.create({ name });
        for (const key of keys) {
          const [known] = (await stripe.entitlements.features.list({ lookup_key: key })).data;
          const { id } = known ?? (await stripe.entitlements.features.create({ name: key, lookup_key: key }));
          await stripe.products.createFeature(product, { entitlement_feature: id });
        }
        const recurring = { interval: 'month' } as const;
        return (await stripe.prices.create({ product, currency: 'usd', unit_amount: 500, recurring })).id;
      };
      const [basic, pro] = [await plan('Basic', ['export']), await plan('Pro', ['export', 'import'])];
      const has = async () =>
        (await stripe.entitlements.activeEntitlements.list({ customer })).data
          .map(({ lookup_key }) => lookup_key)
          .sort();
      const subscription = await stripe.subscriptions.create({
        customer,
        items: [{ price: basic }],
        default_payment_method: method,
      });
      expect(await has()).toEqual(['export']);
      const [item] = subscription.items.data;
      await stripe.subscriptions.update(subscription.id, { items: [{ id: item?.id ?? '', price: pro }] });
      expect(await has()).toEqual(['export', 'import']);
      const [one] = (await stripe.entitlements.activeEntitlements.list({ customer })).data;
      expect(await stripe.entitlements.activeEntitlements.retrieve(one?.id ?? '')).toEqual(one);
      await stripe.subscriptions.cancel(subscription.id);
      expect(await has()).toEqual([]);
      await florin.settled();
      const events = await stripe.events.list({ type: 'entitlements.active_entitlement_summary.updated' });
      const summaries = events.data.map(({ data }) => {
        const { entitlements, customer: of } = data.object as Stripe.Entitlements.ActiveEntitlementSummary;
        return [of, entitlements.data.length];
      });
      expect(summaries).toEqual([
        [customer, 0],
        [customer, 2],
        [customer, 1],
      ]);
    }));

  test('gets no feature by a subscription that is not paid', () =>
    withFlorin(async ({ stripe }) => {
      const { id: customer } = await stripe.customers.create();
      const { id: product } = await stripe.products.create({ name: 'Pro' });
      const { id: feature } = await stripe.entitlements.features.create({ name: 'Export', lookup_key: 'export' });
      await stripe.products.createFeature(product, { entitlement_feature: feature });
      const recurring = { interval: 'month' } as const;
      const { id: price } = await stripe.prices.create({ product, currency: 'usd', unit_amount: 500, recurring });
      await stripe.subscriptions.create({ customer, items: [{ price }], payment_behavior: 'default_incomplete' });
      expect((await stripe.entitlements.activeEntitlements.list({ customer })).data).toEqual([]);
    }));
});

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
