import { sepaGenerating } from './kinds/bank-redirect.ts';

/** Bancontact: online payments of Belgian banks. */
export const bancontact = sepaGenerating({
  type: 'bancontact',
  rank: 80,
  label: 'Bancontact',
  currencies: ['eur'],
  countries: ['BE'],
  requires: ['name'],
  defaultOptions: { preferred_language: 'en' },
  details: (_method, { preferred_language: language = 'en' }) => ({
    bank_code: 'VAPE',
    bank_name: 'VAN DE PUT & CO',
    bic: 'VAPEBE22',
    preferred_language: language,
  }),
});
