import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Texts } from '../../texts/texts.ts';
import { report } from '../analytics.ts';
import { PROMOTION_CODE } from '../handles.ts';
import type { Host } from '../host.ts';
import type { OpenCheckout } from '../use-payment-page.ts';

/** Maximum length of a code. */
const LONGEST_CODE = 500;

interface Props {
  readonly checkout: OpenCheckout;
  readonly texts: Texts;
  readonly host: Host;
}

/** Applied discounts, and the field for a promotion code. */
export function Promotion({ checkout, texts, host }: Props) {
  const { page } = checkout;
  const { t } = texts;
  return (
    <div class="Promotion">
      {page.discounts.map(({ code, name }) => (
        <div key={`${code} ${name}`} class="Discount">
          <span class="Discount-tag">{code ?? name}</span>
          {code !== null && name !== code && <span class="Discount-name">{name}</span>}
          {code !== null && page.allow_promotion_codes && (
            <button
              type="button"
              class="Plain"
              aria-label={t('promotion.remove', { code })}
              disabled={checkout.busy}
              onClick={() => checkout.change({ promotion_code: '' })}
            >
              ×
            </button>
          )}
        </div>
      ))}
      {page.allow_promotion_codes && page.discounts.length === 0 && (
        <Code checkout={checkout} texts={texts} host={host} />
      )}
    </div>
  );
}

function Code({ checkout, texts: { t }, host }: Props) {
  const [open, setOpen] = useState(false);
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  // Runs before the next keystroke.
  useLayoutEffect(() => {
    if (open) input.current?.focus();
  }, [open]);

  async function apply(): Promise<void> {
    const typed = code.trim();
    if (typed === '' || busy) return;
    setBusy(true);
    setProblem(undefined);
    const error = await checkout.change({ promotion_code: typed });
    setBusy(false);
    setProblem(error && (error.message ?? t('problem.lost')));
    if (error) input.current?.focus();
    else report(host, checkout.page, { eventType: 'promotionCodeApplied', details: { code: typed } });
  }

  if (!open) {
    return (
      <div>
        <button type="button" class="Plain Plain--text" onClick={() => setOpen(true)}>
          {t('promotion.add')}
        </button>
      </div>
    );
  }
  return (
    <div class="Code">
      <input
        {...PROMOTION_CODE}
        ref={input}
        class={problem ? 'Input Input--invalid' : 'Input'}
        type="text"
        aria-label={t('promotion.label')}
        placeholder={t('promotion.label')}
        aria-invalid={problem !== undefined}
        aria-describedby="promotion-problem"
        autoComplete="off"
        autoCapitalize="characters"
        spellcheck={false}
        maxLength={LONGEST_CODE}
        value={code}
        onInput={(event) => {
          setCode(event.currentTarget.value);
          setProblem(undefined);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          void apply();
        }}
      />
      <button
        type="button"
        class="Button Button--quiet Code-apply"
        disabled={code.trim() === '' || busy}
        onClick={apply}
      >
        {t('promotion.apply')}
      </button>
      <p class="Error" id="promotion-problem" role={problem ? 'alert' : undefined}>
        {problem}
      </p>
    </div>
  );
}
