import { expect, it } from 'vitest';
import { withFlorin } from '../../support/harness.ts';

it('holds the methods of a merchant: they can enable and disable them', () =>
  withFlorin(async ({ stripe }) => {
    const offered = async () =>
      (await stripe.paymentIntents.create({ amount: 5000, currency: 'eur' })).payment_method_types;
    expect(await offered()).toEqual(['card', 'mobilepay']);
    const [configuration] = (await stripe.paymentMethodConfigurations.list()).data;
    expect(configuration).toMatchObject({
      is_default: true,
      card: { display_preference: { preference: 'none', value: 'on' } },
      ideal: { display_preference: { preference: 'none', value: 'off' } },
    });
    const on = { display_preference: { preference: 'on' } } as const;
    const id = configuration?.id ?? '';
    await stripe.paymentMethodConfigurations.update(id, {
      ideal: on,
      sepa_debit: on,
      swish: on,
      klarna: on,
      mobilepay: { display_preference: { preference: 'off' } },
    });
    // Methods of the merchant's country first, rare ones last; Swish does not support euros.
    const inOrder = ['card', 'klarna', 'ideal', 'sepa_debit'];
    expect(await offered()).toEqual(inOrder);
    const later = { amount: 5000, currency: 'eur', capture_method: 'manual' } as const;
    expect((await stripe.paymentIntents.create(later)).payment_method_types).toEqual(['card', 'klarna']);
    const kept = { amount: 5000, currency: 'eur', setup_future_usage: 'on_session' } as const;
    expect((await stripe.paymentIntents.create(kept)).payment_method_types).toEqual(['card', 'klarna', 'sepa_debit']);
    const setup = await stripe.setupIntents.create({});
    expect(setup.payment_method_types).toEqual(inOrder);
    const { mobilepay } = await stripe.paymentMethodConfigurations.update(id, {
      mobilepay: { display_preference: { preference: 'none' } },
    });
    expect(mobilepay?.display_preference).toMatchObject({ preference: 'none', value: 'on' });
    await expect(stripe.paymentMethodConfigurations.retrieve('pmc_nobody')).rejects.toMatchObject({ statusCode: 404 });
    await expect(stripe.paymentMethodConfigurations.update(id, { apple_pay_later: on })).rejects.toMatchObject({
      statusCode: 501,
    });
  }));

it('switches the wallets that hold cards, which are on by default and no types of payments', () =>
  withFlorin(async ({ stripe }) => {
    const off = { display_preference: { preference: 'off' } } as const;
    const shop = await stripe.paymentMethodConfigurations.create({ name: 'Shop', google_pay: off });
    expect(shop.google_pay?.display_preference).toEqual({ overridable: null, preference: 'off', value: 'off' });
    expect(shop.apple_pay?.display_preference).toEqual({ overridable: null, preference: 'none', value: 'on' });
    const reset = { display_preference: { preference: 'none' } } as const;
    const changed = await stripe.paymentMethodConfigurations.update(shop.id, { apple_pay: off, google_pay: reset });
    expect(changed.apple_pay?.display_preference.value).toBe('off');
    expect(changed.google_pay?.display_preference.value).toBe('on');
    const paid = await stripe.paymentIntents.create({
      amount: 5000,
      currency: 'usd',
      payment_method_configuration: shop.id,
    });
    expect(paid.payment_method_types).not.toContain('google_pay');
  }));

it('holds several sets of methods, and a payment takes those of the one that it names', () =>
  withFlorin(async ({ stripe }) => {
    const on = { display_preference: { preference: 'on' } } as const;
    const shop = await stripe.paymentMethodConfigurations.create({ name: 'Shop', ideal: on });
    expect(shop).toMatchObject({ name: 'Shop', active: true, is_default: false, ideal: { available: true } });
    const all = await stripe.paymentMethodConfigurations.list();
    expect(all.data.map(({ id, is_default: isDefault }) => [id === shop.id, isDefault])).toEqual([
      [true, false],
      [false, true],
    ]);
    const price = { amount: 5000, currency: 'eur' };
    const paid = await stripe.paymentIntents.create({ ...price, payment_method_configuration: shop.id });
    expect(paid).toMatchObject({
      payment_method_types: ['card', 'ideal', 'mobilepay'],
      payment_method_configuration_details: { id: shop.id, parent: null },
    });
    const setup = await stripe.setupIntents.create({ payment_method_configuration: shop.id });
    expect(setup.payment_method_types).toContain('ideal');
    const session = await stripe.checkout.sessions.create({
      line_items: [{ price_data: { currency: 'eur', unit_amount: 5000, product_data: { name: 'Tea' } }, quantity: 1 }],
      mode: 'payment',
      success_url: 'https://shop.example/',
      payment_method_configuration: shop.id,
    });
    expect(session).toMatchObject({ payment_method_configuration_details: { id: shop.id } });
    expect(session.payment_method_types).toContain('ideal');
    await stripe.paymentMethodConfigurations.update(shop.id, { ideal: { display_preference: { preference: 'off' } } });
    const changed = await stripe.paymentIntents.update(paid.id, { payment_method_configuration: shop.id });
    expect(changed.payment_method_types).toEqual(['card', 'mobilepay']);
    await stripe.paymentMethodConfigurations.update(shop.id, { active: false });
    const param = 'payment_method_configuration';
    for (const id of [shop.id, 'pmc_nobody']) {
      await expect(stripe.paymentIntents.create({ ...price, payment_method_configuration: id })).rejects.toMatchObject({
        statusCode: 400,
        param,
      });
    }
  }));

it("ranks the methods of the merchant's country right after cards", () =>
  withFlorin(async ({ stripe }) => {
    const [configuration] = (await stripe.paymentMethodConfigurations.list()).data;
    const on = { display_preference: { preference: 'on' } } as const;
    await stripe.paymentMethodConfigurations.update(configuration?.id ?? '', { wechat_pay: on, us_bank_account: on });
    const intent = await stripe.paymentIntents.create({ amount: 5000, currency: 'usd' });
    expect(intent.payment_method_types).toEqual(['card', 'us_bank_account', 'wechat_pay']);
  }));
