import { countryOfEuVat } from './eu-vat.ts';

/**
 * Formats of tax IDs by type, in upper case and without spaces, dots, dashes and slashes. Patterns are no stricter than
 * Stripe's examples and the authorities' descriptions.
 */
export const FORMATS: Readonly<Record<string, RegExp>> = {
  ad_nrt: /^[A-Z]\d{6}[A-Z]$/,
  ae_trn: /^\d{15}$/,
  al_tin: /^[A-Z]\d{8}[A-Z]$/,
  am_tin: /^\d{8}$/,
  ar_cuit: /^\d{11}$/,
  au_abn: /^\d{11}$/,
  au_acn: /^\d{9}$/,
  au_arn: /^\d{12}$/,
  aw_tin: /^\d{8}$/,
  az_tin: /^\d{10}$/,
  ba_tin: /^\d{12,13}$/,
  bb_tin: /^\d{13}$/,
  bd_bin: /^\d{13}$/,
  bf_ifu: /^\d{8}[A-Z]$/,
  bg_uic: /^\d{9}$/,
  bh_vat: /^\d{15}$/,
  bj_ifu: /^\d{13}$/,
  br_cnpj: /^[A-Z0-9]{12}\d{2}$/,
  br_cpf: /^\d{11}$/,
  bs_tin: /^\d{9}$/,
  by_tin: /^\d{9}$/,
  ca_bn: /^\d{9}$/,
  ca_gst_hst: /^\d{9}RT\d{4}$/,
  ca_pst_bc: /^PST\d{8}$/,
  ca_pst_mb: /^\d{7}$/,
  ca_pst_sk: /^\d{7}$/,
  ca_qst: /^\d{10}TQ\d{4}$/,
  cd_nif: /^[A-Z]\d{7}[A-Z]$/,
  ch_uid: /^CHE\d{9}(HR|RC)?$/,
  ch_vat: /^CHE\d{9}(MWST|TVA|IVA)$/,
  cl_tin: /^\d{7,8}[\dK]$/,
  cm_niu: /^[A-Z]\d{12}[A-Z]$/,
  cn_tin: /^[A-Z0-9]{15,20}$/,
  co_nit: /^\d{9,10}$/,
  cr_tin: /^\d{9,12}$/,
  cv_nif: /^\d{9}$/,
  de_stn: /^\d{10,13}$/,
  do_rcn: /^\d{9,11}$/,
  ec_ruc: /^\d{13}$/,
  eg_tin: /^\d{9}$/,
  es_cif: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  et_tin: /^\d{10}$/,
  eu_oss_vat: /^(EU|IM)\d{9,10}$/,
  fr_siren: /^\d{9}$/,
  fr_siret: /^\d{14}$/,
  gb_vat: /^GB(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
  ge_vat: /^\d{9}$/,
  gn_nif: /^\d{9}$/,
  hk_br: /^\d{8}$/,
  hr_oib: /^\d{11}$/,
  hu_tin: /^\d{11}$/,
  id_npwp: /^\d{15,16}$/,
  il_vat: /^\d{9}$/,
  in_gst: /^\d{2}[A-Z]{5}\d{4}[A-Z][A-Z0-9]Z[A-Z0-9]$/,
  is_vat: /^\d{5,6}$/,
  jp_cn: /^\d{13}$/,
  jp_rn: /^\d{5}$/,
  jp_trn: /^T\d{13}$/,
  ke_pin: /^[A-Z]\d{9}[A-Z]$/,
  kg_tin: /^\d{14}$/,
  kh_tin: /^[A-Z0-9]{13}$/,
  kr_brn: /^\d{10}$/,
  kz_bin: /^\d{12}$/,
  la_tin: /^\d{12}$/,
  li_uid: /^CHE\d{9}$/,
  li_vat: /^\d{5}$/,
  lk_vat: /^\d{13}$/,
  ma_vat: /^\d{8}$/,
  md_vat: /^\d{7}$/,
  me_pib: /^\d{8}$/,
  mk_vat: /^MK\d{13}$/,
  mr_nif: /^\d{8}$/,
  mx_rfc: /^[A-ZÑ&]{3,4}\d{6}[A-Z0-9]{3}$/,
  my_frp: /^\d{8}$/,
  my_itn: /^[A-Z]{1,2}\d{10,11}$/,
  my_sst: /^[A-Z]\d{14}$/,
  ng_tin: /^\d{12}$/,
  no_vat: /^\d{9}MVA$/,
  no_voec: /^\d{7}$/,
  np_pan: /^\d{9}$/,
  nz_bn: /^\d{13}$/,
  nz_gst: /^\d{8,9}$/,
  om_vat: /^OM\d{10}$/,
  pe_ruc: /^\d{11}$/,
  ph_tin: /^\d{9,14}$/,
  pl_nip: /^\d{10}$/,
  ro_tin: /^\d{13}$/,
  rs_pib: /^\d{9}$/,
  ru_inn: /^(\d{10}|\d{12})$/,
  ru_kpp: /^\d{9}$/,
  sa_vat: /^\d{15}$/,
  sg_gst: /^[A-Z0-9]{9,10}$/,
  sg_uen: /^[A-Z0-9]{9,10}$/,
  si_tin: /^\d{8}$/,
  sr_fin: /^\d{10}$/,
  sv_nit: /^\d{14}$/,
  th_vat: /^\d{13}$/,
  tj_tin: /^\d{9}$/,
  tr_tin: /^\d{10}$/,
  tw_vat: /^\d{8}$/,
  tz_vat: /^\d{8}[A-Z]$/,
  ua_vat: /^\d{9,12}$/,
  ug_tin: /^\d{10}$/,
  us_ein: /^\d{9}$/,
  uy_ruc: /^\d{12}$/,
  uz_tin: /^\d{9}$/,
  uz_vat: /^\d{12}$/,
  ve_rif: /^[A-Z]\d{9}$/,
  vn_tin: /^\d{10}(\d{3})?$/,
  za_vat: /^\d{10}$/,
  zm_tin: /^\d{10}$/,
  zw_tin: /^\d{10}$/,
};

/** For types without one documented format. */
const ANY = /^[A-Z0-9]{3,20}$/;

/** Types that an authority verifies, with the results for test numbers. */
const VERIFIABLE = new Set(['au_abn', 'eu_vat', 'gb_vat']);
const TEST_ANSWERS: Readonly<Record<string, 'verified' | 'unverified'>> = {
  '000000000': 'verified',
  '111111111': 'unverified',
};
/** A test number whose verification stays pending. */
const UNANSWERED = '222222222';

/** True for types that an authority verifies. */
export function isVerifiable(type: string): boolean {
  return VERIFIABLE.has(type);
}

/** Returns the authority's result for a tax ID in test mode; undefined without one. */
export function testAnswer(type: string, value: string): 'verified' | 'unverified' | undefined {
  return isVerifiable(type) ? TEST_ANSWERS[testNumber(value)] : undefined;
}

/**
 * Returns the country of a tax ID (ISO 3166-1, or EU for the one-stop shop); null if the number does not contain it.
 */
export function countryOf(type: string, value: string): string | null {
  if (type === 'eu_vat') return countryOfEuVat(compact(value)) ?? null;
  return type.slice(0, 2).toUpperCase();
}

/** True if a number has the format of its type, or is a test value. */
export function fitsFormat(type: string, value: string): boolean {
  const number = compact(value);
  if (isVerifiable(type) && isTestNumber(testNumber(value))) return true;
  if (type === 'eu_vat') return countryOfEuVat(number) !== undefined;
  const format = Object.hasOwn(FORMATS, type) ? FORMATS[type] : undefined;
  return (format ?? ANY).test(number);
}

function isTestNumber(number: string): boolean {
  return number === UNANSWERED || Object.hasOwn(TEST_ANSWERS, number);
}

/** Returns a number without its country prefix. */
function testNumber(value: string): string {
  return compact(value).replace(/^[A-Z]{2}/, '');
}

function compact(value: string): string {
  return value.replaceAll(/[\s./-]/g, '').toUpperCase();
}
