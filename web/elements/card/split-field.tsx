import type { StripeCardNumberElementChangeEvent, StripeElementChangeEvent } from '@stripe/stripe-js';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { BrandIcon } from '../../card/brand-icon.tsx';
import { CardInput } from '../../card/card-input.tsx';
import { type CardField, checkField, EMPTY_CARD } from '../../card/entry.ts';
import { useCard } from '../../card/use-card.ts';
import type { FrameKind } from '../../shared/protocol.ts';
import type { ElementProps } from '../element-props.ts';
import { focusOf } from '../focus.ts';
import { sendWith } from '../send.ts';
import { useChange } from '../use-change.ts';
import { validationError } from '../validation-error.ts';
import { appClass, cardDetails, cardHandle, stateClasses } from './card-events.ts';
import { FIELD_OF, openPeers } from './peers.ts';

interface Options {
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly showIcon?: boolean;
}

/** The fields in the order in which their problems are shown. */
const ORDER: readonly CardField[] = ['number', 'expiry', 'cvc'];

const SILENT = {
  type: 'api_connection_error' as const,
  message: 'A field of the card does not respond. Reload the page and try again.',
};

/** `cardNumber`, `cardExpiry`, `cardCvc`: one field of a card, connected to the others as peers. */
export function SplitField({ channel, texts, options: given, merchant, controls }: ElementProps) {
  const options = given as Options;
  const field = FIELD_OF[channel.setup.kind] ?? 'number';
  const [fields] = useState([field]);
  const card = useCard(fields);
  const input = useRef<HTMLInputElement>(null);
  const { t } = texts;
  const { problem, empty, complete, brand } = card.summary;

  const value = card.entry[field];
  const latest = useRef({ value, card });
  latest.current = { value, card };
  const peers = useMemo(
    () =>
      openPeers(
        channel.setup.group,
        field,
        () => latest.current.value,
        // The length of the CVC depends on the card's brand.
        (peer, news) => field === 'cvc' && peer === 'number' && latest.current.card.set('number', news),
      ),
    [channel, field],
  );
  useEffect(() => peers.close, [peers]);
  useEffect(() => peers.send(value), [peers, value]);
  useChange<StripeElementChangeEvent | StripeCardNumberElementChangeEvent>(channel, {
    empty,
    complete,
    ...(field === 'number' && { brand }),
    error: problem && validationError(problem, t),
  });

  /** Returns the card from all of its frames, and the first problem with it; undefined if a frame does not answer. */
  async function whole(beside: readonly FrameKind[]) {
    const others = await peers.gather(beside.flatMap((kind) => FIELD_OF[kind] ?? []));
    if (!others) return undefined;
    const entry = { ...EMPTY_CARD, ...others, [field]: latest.current.value };
    const asked = ORDER.filter((name) => name === field || others[name] !== undefined);
    const problems = asked
      .map((name) => checkField(name, entry, new Date()))
      .map(({ wrong, missing }) => wrong ?? missing);
    return { entry, problem: problems.find((found) => found !== undefined) };
  }

  controls.current = {
    focus: () => input.current?.focus(),
    blur: () => input.current?.blur(),
    clear: card.clear,
    ask: async (ask) => {
      if (ask.what === 'value') return { body: {} };
      const own = card.validate();
      if (own) return { error: validationError(own, t) };
      if (ask.what === 'validate') return { body: {} };
      if (field === 'cvc') return sendWith(merchant, ask, { type: 'cvc_update', cvc: latest.current.value });
      const gathered = await whole(ask.beside ?? []);
      if (!gathered) return { error: SILENT };
      const { entry, problem: found } = gathered;
      return found ? { error: validationError(found, t) } : sendWith(merchant, ask, cardDetails(entry, false));
    },
  };

  return (
    <form
      class={`SplitField ${appClass(card.summary)}`}
      {...focusOf(channel)}
      onSubmit={(event) => event.preventDefault()}
    >
      {field === 'number' && options.showIcon && (
        <BrandIcon brand={brand} invalid={problem !== undefined} label={t('card.brand', { brand })} />
      )}
      <CardInput
        field={field}
        {...cardHandle(field, card.entry, t)}
        entry={card.entry}
        t={t}
        disabled={options.disabled ?? false}
        invalid={problem !== undefined}
        input={input}
        className={stateClasses({ empty, complete, invalid: problem !== undefined })}
        placeholder={options.placeholder}
        onValue={(typed) => card.set(field, typed)}
        onBlur={() => card.leave(field)}
      />
    </form>
  );
}
