import type { RefObject } from 'preact';
import type { MethodSpec } from '../../../src/shared/method-spec.ts';
import type { PaymentPage } from '../../../src/shared/payment-page-view.ts';
import { CardFields } from '../../card/card-fields.tsx';
import type { CardField } from '../../card/entry.ts';
import type { CardForm } from '../../card/use-card.ts';
import { Fields } from '../../form/fields.tsx';
import type { Form } from '../../form/use-form.ts';
import { continuesElsewhere, isDebit, methodName } from '../../methods/method-facts.ts';
import { Methods } from '../../methods/methods.tsx';
import type { Texts } from '../../texts/texts.ts';
import { Box } from '../form/box.tsx';
import type { Parts } from '../form/parts.ts';

interface Props {
  readonly page: PaymentPage;
  readonly texts: Texts;
  readonly form: Form;
  readonly card: CardForm;
  readonly cardInputs: RefObject<Partial<Record<CardField, HTMLInputElement | null>>>;
  readonly type: string | undefined;
  readonly parts: Parts;
  readonly disabled: boolean;
  onChoose(type: string): void;
}

/** The payment methods with the fields of the selected one. */
export function NewMethod(props: Props) {
  const { page, texts, type, onChoose } = props;
  const { payment_method_specs: methods } = page;
  if (methods.length === 0) return <p class="Text">{texts.t('pay.unavailable')}</p>;
  return (
    <Methods
      methods={methods}
      type={type}
      t={texts.t}
      layout={methods.length === 1 ? 'tabs' : 'accordion'}
      spaced={false}
      onChoose={onChoose}
      details={(method) => <Details {...props} method={method} />}
    />
  );
}

function Details(props: Props & { method: MethodSpec }) {
  const { page, texts, form, card, cardInputs, method, parts, disabled } = props;
  const { t } = texts;
  return (
    <div class="Stack">
      {method.type === 'card' && (
        <CardFields
          card={card}
          texts={texts}
          disabled={disabled}
          asksCountry={parts.cardAsksCountry}
          inputs={cardInputs}
        />
      )}
      {parts.own.length > 0 && <Fields specs={parts.own} form={form} texts={texts} />}
      {parts.offersSameAddress && <Box id="same" label={t('pay.sameAsShipping')} form={form} />}
      {parts.billing.length > 0 && (
        <fieldset class="Fieldset">
          <legend class="Label">{t('pay.billing')}</legend>
          <Fields specs={parts.billing} form={form} texts={texts} />
        </fieldset>
      )}
      {isDebit(method) && (
        <p class="TermsText">{t('pay.mandate', { business: page.merchant.branding.display_name })}</p>
      )}
      {continuesElsewhere(method) && (
        <p class="RedirectText Text">{t('payment.redirect', { name: methodName(t, method) })}</p>
      )}
    </div>
  );
}
