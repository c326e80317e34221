import type { PageProps } from '../../data/page-props.ts';
import { invalidate } from '../../data/query.ts';
import { useCalls, useGet } from '../../data/use-call.ts';
import { Detail, Facts, Section } from '../../parts/detail.tsx';
import { Button } from '../../parts/dialog-form.tsx';
import { CopyButton, Id } from '../../parts/id.tsx';
import { JsonTab } from '../../parts/json-tab.tsx';
import { MetadataSection } from '../../parts/metadata.tsx';
import { Pending } from '../../parts/notices.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { When } from '../../parts/when.tsx';
import { useLanguage } from '../../words/words.ts';
import { priceText } from './price-text.tsx';
import type { Price } from './types.ts';

/** A price, and how to sell at it. */
export function Page({ id = '' }: PageProps) {
  const language = useLanguage();
  const { words } = language;
  const { post } = useCalls();
  const path = `/v1/prices/${id}`;
  const { data: price, error, reload } = useGet<Price>(path, {}, ['products']);
  if (!price) return <Pending error={error} onRetry={reload} />;
  const names = words.products;
  const mode = price.recurring ? 'subscription' : 'payment';
  const snippet = [
    `curl ${location.origin}/v1/checkout/sessions -u sk_test_YOUR_KEY: \\`,
    `  -d mode=${mode} \\`,
    `  -d "line_items[0][price]=${price.id}" -d "line_items[0][quantity]=1" \\`,
    '  --data-urlencode success_url=https://example.com/success',
  ].join('\n');
  const setActive = async (active: boolean) => {
    await post(path, { active });
    invalidate('products');
  };
  const overview = () => (
    <>
      <Section title={words.common.details}>
        <Facts
          facts={[
            [names.title, <Id key="product" id={price.product} />],
            [words.common.name, price.nickname],
            [words.common.created, <When key="created" at={price.created} exact />],
          ]}
        />
      </Section>
      <Section title={names.snippet} actions={<CopyButton text={snippet} label={words.common.copy} />}>
        <pre class="block" tabIndex={0}>
          {snippet}
        </pre>
      </Section>
      <MetadataSection metadata={price.metadata} onSave={(metadata) => post(path, { metadata })} />
    </>
  );
  return (
    <Detail
      back={{ path: `products/${price.product}`, text: names.title }}
      title={priceText(price, language)}
      state={<StateBadge tone={price.active ? 'good' : 'over'} text={price.active ? names.active : names.archived} />}
      ids={[price.id]}
      actions={
        <>
          <CopyButton text={price.id} label={names.copyId} />
          <Button onClick={() => setActive(!price.active)}>{price.active ? names.archive : names.unarchive}</Button>
        </>
      }
      tabs={[
        { name: 'overview', text: words.common.overview, show: overview },
        { name: 'json', text: words.common.json, show: () => <JsonTab path={path} topics={['products']} /> },
      ]}
    />
  );
}
