import { useState } from 'preact/hooks';
import { money } from '../../data/format.ts';
import { type ApiList, useCalls, useGet } from '../../data/use-call.ts';
import { DialogForm } from '../../parts/dialog-form.tsx';
import { CheckField, SelectField, TextField } from '../../parts/fields.tsx';
import { When } from '../../parts/when.tsx';
import { useLanguage } from '../../words/words.ts';
import type { Invoice } from '../invoices/types.ts';
import { priceText } from '../products/price-text.tsx';
import type { Price, Product } from '../products/types.ts';
import type { Subscription } from './types.ts';

interface ActionProps {
  readonly subscription: Subscription;
  readonly onClose: () => void;
}

const CHOICES = 100;

/** Changes what is subscribed to; the next invoice is previewed before. */
export function ChangeDialog({ subscription, onClose }: ActionProps) {
  const language = useLanguage();
  const { words, tag } = language;
  const { post } = useCalls();
  const names = words.subscriptions;
  const [item] = subscription.items.data;
  const [price, setPrice] = useState(item?.price.id ?? '');
  const [quantity, setQuantity] = useState(String(item?.quantity ?? 1));
  const [behavior, setBehavior] = useState('create_prorations');
  const [preview, setPreview] = useState<Invoice>();
  const prices = useGet<ApiList<Omit<Price, 'product'> & { readonly product: Product }>>('/v1/prices', {
    type: 'recurring',
    active: true,
    currency: subscription.currency,
    limit: CHOICES,
    'expand[]': 'data.product',
  });
  const items = [{ id: item?.id, price, quantity }];
  const look = async () =>
    setPreview(
      await post<Invoice>('/v1/invoices/create_preview', {
        subscription: subscription.id,
        subscription_details: { items, proration_behavior: behavior },
      }),
    );
  return (
    <DialogForm
      title={names.change}
      submit={preview ? names.change : names.preview}
      onClose={onClose}
      onSubmit={async () => {
        if (preview) return post(`/v1/subscriptions/${subscription.id}`, { items, proration_behavior: behavior });
        await look();
        throw new Error(names.previewed);
      }}
    >
      <SelectField
        name="items[0][price]"
        label={words.products.price}
        value={price}
        onChange={(value) => {
          setPrice(value);
          setPreview(undefined);
        }}
        choices={(prices.data?.data ?? []).map(({ product, ...one }) => [
          one.id,
          `${product.name}: ${priceText({ ...one, product: product.id }, language)}`,
        ])}
      />
      <TextField
        name="items[0][quantity]"
        label={words.invoices.quantity}
        type="number"
        value={quantity}
        onChange={(value) => {
          setQuantity(value);
          setPreview(undefined);
        }}
      />
      <SelectField
        name="proration_behavior"
        label={names.proration}
        value={behavior}
        onChange={setBehavior}
        choices={Object.entries(names.prorations)}
      />
      {preview && <PreviewText invoice={preview} tag={tag} />}
    </DialogForm>
  );
}

/** An invoice that is not made yet, line by line. */
export function PreviewText({ invoice, tag }: { invoice: Invoice; tag: string }) {
  return (
    <ul class="notice">
      {invoice.lines.data.map((line) => (
        <li key={line.id}>
          {line.description} <strong>{money(line.amount, line.currency, tag)}</strong>
        </li>
      ))}
      <li>
        <strong>{money(invoice.total, invoice.currency, tag)}</strong>
      </li>
    </ul>
  );
}

/** Ends a subscription, now or at the end of its period. */
export function EndDialog({ subscription, onClose }: ActionProps) {
  const { words } = useLanguage();
  const calls = useCalls();
  const names = words.subscriptions;
  const [atEnd, setAtEnd] = useState(true);
  const path = `/v1/subscriptions/${subscription.id}`;
  const end = subscription.items.data[0]?.current_period_end;
  return (
    <DialogForm
      title={names.cancel}
      text={names.cancelText}
      submit={names.cancel}
      danger
      onClose={onClose}
      onSubmit={() => (atEnd ? calls.post(path, { cancel_at_period_end: true }) : calls.delete(path))}
    >
      <div class="field">
        <CheckField label={names.atEnd} checked={atEnd} onChange={setAtEnd} />
        {atEnd && end !== undefined && (
          <p class="hint">
            <When at={end} exact />
          </p>
        )}
      </div>
    </DialogForm>
  );
}

/** Stops collecting payments, or goes on with it. */
export function PauseDialog({ subscription, onClose }: ActionProps) {
  const { words } = useLanguage();
  const { post } = useCalls();
  const names = words.subscriptions;
  const isPaused = subscription.pause_collection !== null;
  const title = isPaused ? names.resume : names.pause;
  const [behavior, setBehavior] = useState('void');
  return (
    <DialogForm
      title={title}
      text={names.pauseText}
      submit={title}
      onClose={onClose}
      onSubmit={() => post(`/v1/subscriptions/${subscription.id}`, { pause_collection: isPaused ? '' : { behavior } })}
    >
      {!isPaused && (
        <SelectField
          name="pause_collection[behavior]"
          label={names.meanwhile}
          value={behavior}
          onChange={setBehavior}
          choices={Object.entries(names.pauses)}
        />
      )}
    </DialogForm>
  );
}
