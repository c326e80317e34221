import type Stripe from 'stripe';
import { invalidRequest } from '../../kernel/errors.ts';

/** Parameters common to creating and updating a product; '' unsets one. */
export type ProductFields = Stripe.ProductCreateParams & Stripe.ProductUpdateParams;

/** Limits of a product: https://docs.stripe.com/api/products/object */
const MOST_IMAGES = 8;
const MOST_MARKETING_FEATURES = 15;
const LONGEST_STATEMENT_DESCRIPTOR = 22;
const LONGEST_UNIT_LABEL = 12;

/** Returns a product's fields from its plain parameters, only those that were sent. */
export function productFields(params: Partial<ProductFields>, under = ''): Partial<Stripe.Product> {
  const at = (name: string) => (under === '' ? name : `${under}[${name}]`);
  const fields: Partial<Stripe.Product> = {};
  if (params.active !== undefined) fields.active = params.active;
  if (params.name !== undefined) fields.name = checkName(params.name, at('name'));
  if (params.description !== undefined) fields.description = params.description || null;
  if (params.images !== undefined) fields.images = checkCount(params.images || [], MOST_IMAGES, at('images'));
  if (params.marketing_features !== undefined) {
    const features = params.marketing_features || [];
    fields.marketing_features = checkCount(features, MOST_MARKETING_FEATURES, at('marketing_features'));
  }
  if (params.package_dimensions !== undefined) fields.package_dimensions = params.package_dimensions || null;
  if (params.shippable !== undefined) fields.shippable = params.shippable;
  if (params.statement_descriptor !== undefined) {
    fields.statement_descriptor = checkDescriptor(params.statement_descriptor, at('statement_descriptor'));
  }
  if (params.unit_label !== undefined) fields.unit_label = checkUnitLabel(params.unit_label, at('unit_label'));
  if (params.url !== undefined) fields.url = params.url || null;
  return { ...fields, ...taxFields(params) };
}

/** The tax code is stored in both places, wherever it was sent. */
function taxFields({ tax_code: code, tax_details: details }: Partial<ProductFields>): Partial<Stripe.Product> {
  if (code === undefined && details === undefined) return {};
  const taxCode = (details ? details.tax_code : code) || null;
  const location = details?.performance_location || null;
  return {
    tax_code: taxCode,
    tax_details: taxCode === null && location === null ? null : { performance_location: location, tax_code: taxCode },
  };
}

function checkName(name: string, param: string): string {
  if (name.trim() !== '') return name;
  throw invalidRequest('A product needs a name.', { code: 'parameter_invalid_empty', param });
}

function checkCount<T>(list: T[], most: number, param: string): T[] {
  if (list.length <= most) return list;
  throw invalidRequest(`Array of size ${list.length} exceeded maximum size ${most}.`, { param });
}

function checkDescriptor(text: string, param: string): string | null {
  if (text === '') return null;
  if (text.length <= LONGEST_STATEMENT_DESCRIPTOR && !/[<>\\"']/.test(text) && /[a-z]/i.test(text)) return text;
  throw invalidRequest(
    `A statement descriptor has at most ${LONGEST_STATEMENT_DESCRIPTOR} characters, one letter at least, and none of < > \\ " '.`,
    { param },
  );
}

function checkUnitLabel(label: string, param: string): string | null {
  if (label.length <= LONGEST_UNIT_LABEL) return label || null;
  throw invalidRequest(`Invalid string: must be at most ${LONGEST_UNIT_LABEL} characters`, { param });
}
