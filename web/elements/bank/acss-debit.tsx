import { useEffect, useState } from 'preact/hooks';
import type { MethodSpec } from '../../../src/shared/method-spec.ts';
import { Fields } from '../../form/fields.tsx';
import { useForm } from '../../form/use-form.ts';
import { methodName } from '../../methods/method-facts.ts';
import { enteredMethod, methodFields } from '../../methods/method-fields.ts';
import { focusField } from '../../ui/handles.ts';
import type { ElementProps } from '../element-props.ts';
import { blurActive, focusOf } from '../focus.ts';
import { sendWith } from '../send.ts';
import { validationError } from '../validation-error.ts';
import { loadMethod } from './load-method.ts';

/**
 * The window of a pre-authorized debit: the customer enters an account and agrees to the mandate. It emits `done` or
 * `close`.
 */
export function AcssDebit({ channel, texts, options, merchant, controls }: ElementProps) {
  const { t } = texts;
  const form = useForm(() => ({}));
  const [method, setMethod] = useState<MethodSpec>();
  useEffect(() => {
    void loadMethod(channel, merchant).then(setMethod);
  }, [channel, merchant]);
  const specs = method ? methodFields(method, texts, { asksName: false }) : [];
  const business = typeof options.business === 'string' ? options.business : t('payment.thisBusiness');

  controls.current = {
    focus: () => focusField(specs[0]?.id),
    blur: blurActive,
    clear: () => undefined,
    ask: async (ask) => {
      const wrong = form.check(specs);
      if (wrong || !method) return { error: validationError('incomplete_payment_details', t) };
      if (ask.what !== 'send') return { body: {} };
      return sendWith(merchant, ask, { type: method.type, own: enteredMethod(method, form.entries) });
    },
  };
  function agree(event: Event): void {
    event.preventDefault();
    const wrong = form.check(specs);
    if (wrong) focusField(wrong.id);
    else channel.emit('done');
  }
  if (!method) return <output class="Loading" aria-label={t('payment.loading')} />;
  return (
    <form class="Window" {...focusOf(channel)} onSubmit={agree} noValidate>
      <h1 class="Window-title">{methodName(t, method)}</h1>
      <Fields specs={specs} form={form} texts={texts} />
      <p class="TermsText">{t('pay.mandate', { business })}</p>
      <button type="submit" class="Button">
        {t('window.agree')}
      </button>
      <button type="button" class="Button Button--quiet" onClick={() => channel.emit('close')}>
        {t('window.cancel')}
      </button>
    </form>
  );
}
