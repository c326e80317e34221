import { useLink } from '../../data/session.ts';
import type { ApiList } from '../../data/use-call.ts';
import { apiList, ListPage } from '../../parts/list-page.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { When } from '../../parts/when.tsx';
import { useLanguage } from '../../words/words.ts';
import { priceText } from './price-text.tsx';
import type { Product } from './types.ts';

/** All products, with their default prices. */
export function Page() {
  const language = useLanguage();
  const { words } = language;
  const link = useLink();
  const names = words.products;
  return (
    <ListPage<Product, ApiList<Product>>
      title={names.title}
      path="/v1/products"
      {...apiList}
      convert={(given) => ({ ...given, 'expand[]': 'data.default_price' })}
      columns={[
        { key: 'name', label: names.name, show: ({ name }) => name },
        {
          key: 'price',
          label: names.price,
          show: ({ default_price: price }) => (price && typeof price === 'object' ? priceText(price, language) : null),
        },
        {
          key: 'active',
          label: words.common.status,
          show: ({ active }) => (
            <StateBadge tone={active ? 'good' : 'over'} text={active ? names.active : names.archived} />
          ),
        },
        { key: 'created', label: words.common.created, show: ({ created }) => <When at={created} /> },
      ]}
      keyOf={({ id }) => id}
      hrefOf={({ id }) => link(`products/${id}`)}
      topics={['products']}
      tabs={{
        name: 'active',
        choices: [
          ['true', names.active],
          ['false', names.archived],
        ],
      }}
      actions={
        <>
          <a class="button" href={link('coupons')}>
            {words.nav.coupons}
          </a>
          <a class="button" href={link('tax_rates')}>
            {words.nav.taxRates}
          </a>
          <a class="button" href={link('shipping_rates')}>
            {words.nav.shippingRates}
          </a>
          <a class="button primary" href={link('products/create')}>
            {names.add}
          </a>
        </>
      }
      empty={{ title: names.empty, text: names.emptyText }}
    />
  );
}
