import type { PaymentPage } from '../../../src/shared/payment-page-view.ts';
import type { Form } from '../../form/use-form.ts';
import type { Texts } from '../../texts/texts.ts';
import { Markdown } from '../markdown.tsx';
import { Box } from './box.tsx';
import type { Parts } from './parts.ts';

/** Consents: saving payment details, the merchant's terms, and promotions. */
export function Consent(props: { page: PaymentPage; texts: Texts; form: Form; parts: Parts; isNew: boolean }) {
  const { page, texts, form, parts, isNew } = props;
  const { t } = texts;
  const business = page.merchant.branding.display_name;
  const { terms_of_service: terms, promotions } = page.consent_collection;
  const agreed = page.custom_text.terms_of_service_acceptance;
  const offersToSave = page.offers_to_save && page.needs_payment_method && isNew;
  if (!offersToSave && !terms && !promotions && !page.saves_for_later) return null;
  return (
    <section class="Section Section--boxes">
      {offersToSave && <Box id="save" label={t('pay.save')} form={form} />}
      {promotions && <Box id="promotions" label={t('consent.promotions', { business })} form={form} />}
      {parts.consent.map((spec) => (
        <Box
          key={spec.id}
          id={spec.id}
          label={agreed ? <Markdown text={agreed} /> : t('consent.terms', { business })}
          form={form}
          problem={form.problemOf(spec)}
        />
      ))}
      {page.saves_for_later && <p class="TermsText">{t('pay.later', { business })}</p>}
    </section>
  );
}
