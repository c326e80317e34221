import type { StripePaymentElementChangeEvent } from '@stripe/stripe-js';
import type { MethodSpec } from '../../../src/shared/method-spec.ts';
import { BrandIcon } from '../../card/brand-icon.tsx';
import { methodName } from '../../methods/method-facts.ts';
import { MethodIcon } from '../../methods/method-icon.tsx';
import type { Texts } from '../../texts/texts.ts';

/** A payment method of the customer, as the API returns it. */
export type SavedMethod = NonNullable<StripePaymentElementChangeEvent['value']['payment_method']> & {
  readonly card?: {
    readonly brand: string;
    readonly last4: string;
    readonly exp_month: number;
    readonly exp_year: number;
  };
  readonly sepa_debit?: { readonly last4: string | null };
  readonly us_bank_account?: { readonly last4: string | null };
};

/** Returns the part of it that events include. */
export function publicPart({
  id,
  type,
  billing_details,
}: SavedMethod): NonNullable<StripePaymentElementChangeEvent['value']['payment_method']> {
  return { id, type, billing_details };
}

interface Props {
  readonly methods: readonly SavedMethod[];
  /** The facts of the form's types; saved payment methods are of these types. */
  readonly specs: readonly MethodSpec[];
  /** Undefined if the customer enters another one. */
  readonly chosen: SavedMethod | undefined;
  readonly texts: Texts;
  readonly disabled: boolean;
  onChoose(method: SavedMethod | undefined): void;
  /** Absent if the customer session does not allow removing. */
  readonly onRemove: ((method: SavedMethod) => void) | undefined;
}

/** The customer's saved payment methods, and the option to enter another one. */
export function SavedMethods({ methods, specs, chosen, texts, disabled, onChoose, onRemove }: Props) {
  const { t } = texts;
  const specOf = (method: SavedMethod) => specs.find(({ type }) => type === method.type);
  const row = (selected: boolean) => (selected ? 'AccordionItem AccordionItem--selected' : 'AccordionItem');
  return (
    <div class="Accordion SavedMethods" role="radiogroup" aria-label={t('pay.saved')}>
      {methods.map((method) => (
        <div key={method.id} class={`SavedMethod ${row(method === chosen)}`}>
          <label class="AccordionItem-head">
            <input
              type="radio"
              name="saved"
              value={method.id}
              checked={method === chosen}
              disabled={disabled}
              onChange={() => onChoose(method)}
            />
            <span class="SavedMethod-icon" aria-hidden="true">
              {method.card ? (
                <BrandIcon brand={method.card.brand} label={method.card.brand} />
              ) : (
                <MethodIcon type={method.type} color={specOf(method)?.color ?? null} />
              )}
            </span>
            <span class="SavedMethod-words">
              {nameOf(method, specOf(method), texts)}
              {method.card && (
                <span class="SavedMethod-detail">{t('pay.expires', { date: expiryOf(method.card) })}</span>
              )}
            </span>
          </label>
          {onRemove && (
            <button
              type="button"
              class="SavedMethod-remove"
              aria-label={t('pay.remove', { card: nameOf(method, specOf(method), texts) })}
              disabled={disabled}
              onClick={() => onRemove(method)}
            >
              ×
            </button>
          )}
        </div>
      ))}
      <div class={row(chosen === undefined)}>
        <label class="AccordionItem-head">
          <input
            type="radio"
            name="saved"
            value=""
            checked={chosen === undefined}
            disabled={disabled}
            onChange={() => onChoose(undefined)}
          />
          <span>{t('pay.another')}</span>
        </label>
      </div>
    </div>
  );
}

function nameOf(
  { type, card, sepa_debit, us_bank_account }: SavedMethod,
  spec: MethodSpec | undefined,
  { t }: Texts,
): string {
  const own = spec ? methodName(t, spec) : type;
  const brand = card ? card.brand.charAt(0).toUpperCase() + card.brand.slice(1) : own;
  const last4 = (card ?? sepa_debit ?? us_bank_account)?.last4;
  return last4 ? t('pay.ending', { brand, last4 }) : brand;
}

function expiryOf({ exp_month: month, exp_year: year }: NonNullable<SavedMethod['card']>): string {
  return `${String(month).padStart(2, '0')}/${String(year % 100).padStart(2, '0')}`;
}
