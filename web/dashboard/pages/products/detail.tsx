import { useState } from 'preact/hooks';
import type { PageProps } from '../../data/page-props.ts';
import { invalidate } from '../../data/query.ts';
import { useLink } from '../../data/session.ts';
import { type ApiList, useCalls, useGet } from '../../data/use-call.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Detail, Facts, Section } from '../../parts/detail.tsx';
import { Button, DialogForm } from '../../parts/dialog-form.tsx';
import { JsonTab } from '../../parts/json-tab.tsx';
import { MetadataSection } from '../../parts/metadata.tsx';
import { Pending } from '../../parts/notices.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { When } from '../../parts/when.tsx';
import { useLanguage } from '../../words/words.ts';
import { NEW_PRICE, PriceFields, priceParams } from './price-fields.tsx';
import { priceText } from './price-text.tsx';
import type { Price, Product } from './types.ts';

const TOPICS = ['products'];

/** A product and its prices. */
export function Page({ id = '' }: PageProps) {
  const language = useLanguage();
  const { words } = language;
  const link = useLink();
  const { post } = useCalls();
  const [adding, setAdding] = useState(false);
  const path = `/v1/products/${id}`;
  const { data: product, error, reload } = useGet<Product>(path, {}, TOPICS);
  const prices = useGet<ApiList<Price>>('/v1/prices', { product: id, limit: 100 }, TOPICS);
  if (!product) return <Pending error={error} onRetry={reload} />;
  const names = words.products;
  const setActive = async (active: boolean) => {
    await post(path, { active });
    invalidate('products');
  };
  const overview = () => (
    <>
      <Section
        title={names.prices}
        actions={
          <Button shortcut="a" onClick={() => setAdding(true)}>
            {names.addPrice}
          </Button>
        }
      >
        <DataTable
          caption={names.prices}
          columns={[
            { key: 'price', label: names.price, show: (price: Price) => priceText(price, language) },
            { key: 'id', label: 'ID', show: (price: Price) => <span class="mono">{price.id}</span> },
            {
              key: 'active',
              label: words.common.status,
              show: ({ active }: Price) => (
                <StateBadge tone={active ? 'good' : 'over'} text={active ? names.active : names.archived} />
              ),
            },
            { key: 'created', label: words.common.created, show: ({ created }: Price) => <When at={created} /> },
          ]}
          rows={prices.data?.data ?? []}
          keyOf={(price) => price.id}
          hrefOf={(price) => link(`prices/${price.id}`)}
        />
      </Section>
      <Section title={words.common.details}>
        <Facts
          facts={[
            [names.description, product.description],
            [names.taxCode, product.tax_code],
            [
              names.image,
              product.images[0] && (
                <a href={product.images[0]} target="_blank" rel="noreferrer">
                  {product.images[0]}
                </a>
              ),
            ],
            [words.common.created, <When key="created" at={product.created} exact />],
          ]}
        />
      </Section>
      <MetadataSection metadata={product.metadata} onSave={(metadata) => post(path, { metadata })} />
    </>
  );
  return (
    <>
      <Detail
        back={{ path: 'products', text: names.title }}
        title={product.name}
        state={
          <StateBadge tone={product.active ? 'good' : 'over'} text={product.active ? names.active : names.archived} />
        }
        ids={[product.id]}
        actions={
          <Button onClick={() => setActive(!product.active)}>{product.active ? names.archive : names.unarchive}</Button>
        }
        tabs={[
          { name: 'overview', text: words.common.overview, show: overview },
          { name: 'json', text: words.common.json, show: () => <JsonTab path={path} topics={TOPICS} /> },
        ]}
      />
      {adding && <AddPrice product={id} onClose={() => setAdding(false)} />}
    </>
  );
}

function AddPrice({ product, onClose }: { product: string; onClose: () => void }) {
  const { words } = useLanguage();
  const { post } = useCalls();
  const [price, setPrice] = useState(NEW_PRICE);
  return (
    <DialogForm
      title={words.products.addPrice}
      submit={words.products.addPrice}
      onClose={onClose}
      onSubmit={async () => {
        const params = priceParams(price);
        if (!params) throw new Error(words.products.amountMissing);
        await post('/v1/prices', { ...params, product });
      }}
    >
      <PriceFields draft={price} onChange={setPrice} />
    </DialogForm>
  );
}
