import { useState } from 'preact/hooks';
import type { Params } from '../../shared/protocol.ts';
import type { Texts } from '../../texts/texts.ts';
import { featuresOf, type Session } from './session.ts';

/** The customer's choice to save a payment method, if the customer session offers it. */
interface Saving {
  readonly offered: boolean;
  readonly wanted: boolean;
  /** The new payment method's `allow_redisplay`: `always` only with the customer's consent. */
  readonly allowRedisplay: 'always' | 'limited' | undefined;
  want(wanted: boolean): void;
  /** Adds the future usage to a call's parameters. */
  add(path: string, params: Params): Params;
}

/** Manages the choice to save a `reusable` payment method. */
export function useSaving(session: Session | undefined, reusable: boolean, inCheckout: boolean): Saving {
  const [wanted, want] = useState(false);
  const features = featuresOf(session);
  const offered = features?.payment_method_save === 'enabled' && reusable;
  const kept = session?.setup_future_usage ?? null;
  const usage = features?.payment_method_save_usage;
  return {
    offered,
    wanted,
    want,
    // A checkout session sets `allow_redisplay` itself.
    allowRedisplay: offered && !inCheckout ? (wanted ? 'always' : kept ? 'limited' : undefined) : undefined,
    add(path, params) {
      if (inCheckout) return offered ? { save_payment_method: wanted, ...params } : params;
      // A SetupIntent has its own usage.
      if (!offered || !wanted || kept || !usage || path.startsWith('/v1/setup_intents/')) return params;
      return { ...params, setup_future_usage: usage };
    },
  };
}

/** Asks the customer whether to keep a payment method. */
export function SaveBox({ saving, texts, disabled }: { saving: Saving; texts: Texts; disabled: boolean }) {
  if (!saving.offered) return null;
  return (
    <label class="Checkbox">
      <input
        class="CheckboxInput"
        type="checkbox"
        checked={saving.wanted}
        disabled={disabled}
        onChange={(event) => saving.want(event.currentTarget.checked)}
      />
      <span class="CheckboxLabel">{texts.t('pay.save')}</span>
    </label>
  );
}
