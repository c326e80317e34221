import { useState } from 'preact/hooks';
import { invalidate } from '../../data/query.ts';
import { go } from '../../data/router.ts';
import { useLink } from '../../data/session.ts';
import { type ApiList, useCalls, useGet } from '../../data/use-call.ts';
import { CreatePage } from '../../parts/create-page.tsx';
import { SelectField, TextField } from '../../parts/fields.tsx';
import { useLanguage } from '../../words/words.ts';
import type { Customer, SavedMethod } from '../customers/types.ts';
import { priceText } from '../products/price-text.tsx';
import type { Price, Product } from '../products/types.ts';
import type { Subscription } from './types.ts';

/** Customers and prices to choose from. */
const CHOICES = 100;

type Offered = Omit<Price, 'product'> & { readonly product: Product };

/** Subscribes a customer to a price. */
export function Page() {
  const language = useLanguage();
  const { words } = language;
  const link = useLink();
  const { post } = useCalls();
  const names = words.subscriptions;
  const customers = useGet<ApiList<Customer>>('/v1/customers', { limit: CHOICES }).data?.data ?? [];
  const prices =
    useGet<ApiList<Offered>>('/v1/prices', {
      type: 'recurring',
      active: true,
      limit: CHOICES,
      'expand[]': 'data.product',
    }).data?.data ?? [];
  const [customer, setCustomer] = useState('');
  const [price, setPrice] = useState('');
  const [quantity, setQuantity] = useState('1');
  const [trial, setTrial] = useState('');
  const [method, setMethod] = useState('');
  const chosen = customer || customers[0]?.id;
  const methods =
    useGet<ApiList<SavedMethod>>(chosen ? `/v1/customers/${chosen}/payment_methods` : null).data?.data ?? [];

  async function create(): Promise<void> {
    const made = await post<Subscription>('/v1/subscriptions', {
      customer: chosen,
      items: [{ price: price || prices[0]?.id, quantity }],
      trial_period_days: trial || undefined,
      default_payment_method: method || methods[0]?.id,
    });
    invalidate('subscriptions');
    go(link(`subscriptions/${made.id}`));
  }

  return (
    <CreatePage
      title={names.create}
      back={{ path: 'subscriptions', text: names.title }}
      submit={names.create}
      onSubmit={create}
    >
      <SelectField
        name="customer"
        label={words.common.customer}
        value={chosen ?? ''}
        onChange={setCustomer}
        choices={customers.map(({ id, name, email }) => [id, name ?? email ?? id] as const)}
      />
      <SelectField
        name="items[0][price]"
        label={words.products.price}
        value={price || (prices[0]?.id ?? '')}
        onChange={setPrice}
        choices={prices.map(({ product, ...one }) => [
          one.id,
          `${product.name}: ${priceText({ ...one, product: product.id }, language)}`,
        ])}
      />
      <div class="pair">
        <TextField
          name="items[0][quantity]"
          label={words.invoices.quantity}
          type="number"
          value={quantity}
          onChange={setQuantity}
        />
        <TextField
          name="trial_period_days"
          label={names.trialDays}
          type="number"
          value={trial}
          onChange={setTrial}
          optional
        />
      </div>
      <SelectField
        name="default_payment_method"
        label={words.payments.paymentMethod}
        value={method || (methods[0]?.id ?? '')}
        onChange={setMethod}
        choices={methods.map(({ id, type, card }) => [id, card ? `${card.brand} •••• ${card.last4}` : type])}
      />
    </CreatePage>
  );
}
