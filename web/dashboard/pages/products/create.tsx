import { useState } from 'preact/hooks';
import { invalidate } from '../../data/query.ts';
import { go } from '../../data/router.ts';
import { useLink } from '../../data/session.ts';
import { useCalls } from '../../data/use-call.ts';
import { CreatePage } from '../../parts/create-page.tsx';
import { TextField } from '../../parts/fields.tsx';
import { useWords } from '../../words/words.ts';
import { NEW_PRICE, PriceFields, priceParams } from './price-fields.tsx';
import type { Product } from './types.ts';

/** Makes a product, then its price. If the price is refused, the product stays, and the form says so. */
export function Page() {
  const words = useWords();
  const link = useLink();
  const { post } = useCalls();
  const [fields, setFields] = useState({ name: '', description: '', tax_code: '', image: '' });
  const [price, setPrice] = useState(NEW_PRICE);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [saved, setSaved] = useState<Product>();
  const names = words.products;

  async function create(): Promise<void> {
    const params = priceParams(price);
    const wrong = {
      ...(fields.name.trim() === '' && { name: names.nameMissing }),
      ...(price.amount.trim() !== '' && !params && { unit_amount: names.amountMissing }),
    };
    setProblems(wrong);
    const [first] = Object.values(wrong);
    if (first !== undefined) throw new Error(first);
    const product =
      saved ??
      (await post<Product>('/v1/products', {
        name: fields.name,
        description: fields.description || undefined,
        tax_code: fields.tax_code || undefined,
        images: fields.image ? [fields.image] : undefined,
      }));
    setSaved(product);
    invalidate('products');
    if (params) {
      const made = await post<{ readonly id: string }>('/v1/prices', { ...params, product: product.id });
      await post(`/v1/products/${product.id}`, { default_price: made.id });
    }
    go(link(`products/${product.id}`));
  }

  const field = (name: keyof typeof fields, label: string, isOptional = true) => (
    <TextField
      name={name === 'image' ? 'images' : name}
      label={label}
      value={fields[name]}
      optional={isOptional}
      onChange={(value) => setFields({ ...fields, [name]: value })}
    />
  );
  return (
    <CreatePage
      title={names.add}
      back={{ path: 'products', text: names.title }}
      submit={names.save}
      problems={problems}
      onSubmit={create}
      notice={
        saved && (
          <p class="notice attention" role="status">
            {names.priceRefused} <a href={link(`products/${saved.id}`)}>{saved.name}</a>
          </p>
        )
      }
    >
      {field('name', names.name, false)}
      {field('description', names.description)}
      {field('tax_code', names.taxCode)}
      {field('image', names.image)}
      <PriceFields draft={price} onChange={setPrice} />
    </CreatePage>
  );
}
