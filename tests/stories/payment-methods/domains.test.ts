import { describe, expect, it } from 'vitest';
import { withFlorin } from '../../support/harness.ts';

describe('a payment method domain', () => {
  it('is registered once, validated and switched off', () =>
    withFlorin(async ({ stripe }) => {
      const domain = await stripe.paymentMethodDomains.create({ domain_name: 'Shop.Example.com' });
      expect(domain).toMatchObject({
        id: expect.stringMatching(/^pmd_/),
        domain_name: 'shop.example.com',
        enabled: true,
        apple_pay: { status: 'active' },
        google_pay: { status: 'active' },
      });
      const again = await stripe.paymentMethodDomains.create({ domain_name: 'shop.example.com' });
      expect(again.id).toBe(domain.id);
      expect((await stripe.paymentMethodDomains.validate(domain.id)).apple_pay.status).toBe('active');
      const off = await stripe.paymentMethodDomains.update(domain.id, { enabled: false });
      expect(off.enabled).toBe(false);
      const other = await stripe.paymentMethodDomains.create({ domain_name: 'other.example' });
      const found = async (filter: { domain_name?: string; enabled?: boolean }) =>
        (await stripe.paymentMethodDomains.list(filter)).data.map(({ id }) => id);
      expect(await found({})).toEqual([other.id, domain.id]);
      expect(await found({ enabled: true })).toEqual([other.id]);
      expect(await found({ domain_name: 'shop.example.com' })).toEqual([domain.id]);
    }));

  it.each(['https://shop.example.com', 'localhost', '127.0.0.1', 'shop.example.com/cart', ''])(
    "is refused for '%s'",
    (name) =>
      withFlorin(async ({ stripe }) => {
        await expect(stripe.paymentMethodDomains.create({ domain_name: name })).rejects.toMatchObject({
          statusCode: 400,
          param: 'domain_name',
        });
      }),
  );
});

it('a domain of Apple Pay is registered and removed', () =>
  withFlorin(async ({ stripe }) => {
    const domain = await stripe.applePayDomains.create({ domain_name: 'shop.example.com' });
    expect(domain).toMatchObject({ object: 'apple_pay_domain', domain_name: 'shop.example.com', livemode: false });
    expect((await stripe.applePayDomains.create({ domain_name: 'shop.example.com' })).id).toBe(domain.id);
    expect((await stripe.applePayDomains.list({ domain_name: 'shop.example.com' })).data).toHaveLength(1);
    expect(await stripe.applePayDomains.del(domain.id)).toMatchObject({ id: domain.id, deleted: true });
    await expect(stripe.applePayDomains.retrieve(domain.id)).rejects.toMatchObject({ statusCode: 404 });
  }));
