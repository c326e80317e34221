import type Stripe from 'stripe';
import { invalidRequest } from '../../kernel/errors.ts';
import { patch } from '../../kernel/patch.ts';
import type { Product } from './type.ts';

/** Parameters common to creating and updating a product; '' unsets one. */
export type ProductFields = Stripe.ProductCreateParams & Stripe.ProductUpdateParams;

/** Limits of a product: https://docs.stripe.com/api/products/object */
const MOST_IMAGES = 8;
const MOST_MARKETING_FEATURES = 15;
const LONGEST_STATEMENT_DESCRIPTOR = 22;
const LONGEST_UNIT_LABEL = 12;

/** Applies the parameters that creating and updating a product have in common. `under` is their path in messages. */
export function withFields(product: Product, params: Partial<ProductFields>, under = ''): Product {
  const at = (name: string) => (under === '' ? name : `${under}[${name}]`);
  const { active = product.active, name, images, marketing_features: features } = params;
  const changed = patch<Product, Partial<ProductFields>>(product, params, {
    description: true,
    package_dimensions: true,
    shippable: true,
    statement_descriptor: (text) => checkDescriptor(text, at('statement_descriptor')),
    unit_label: (label) => checkUnitLabel(label, at('unit_label')),
    url: true,
  });
  return {
    ...changed,
    active,
    ...(name !== undefined && { name: checkName(name, at('name')) }),
    ...(images !== undefined && { images: checkCount(images || [], MOST_IMAGES, at('images')) }),
    ...(features !== undefined && {
      marketing_features: checkCount(features || [], MOST_MARKETING_FEATURES, at('marketing_features')),
    }),
    ...taxFields(params),
  };
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

function checkDescriptor(text: string, param: string): string {
  if (text.length <= LONGEST_STATEMENT_DESCRIPTOR && !/[<>\\"']/.test(text) && /[a-z]/i.test(text)) return text;
  throw invalidRequest(
    `A statement descriptor can have at most ${LONGEST_STATEMENT_DESCRIPTOR} characters, needs at least one letter, and cannot contain any of < > \\ " '.`,
    { param },
  );
}

function checkUnitLabel(label: string, param: string): string {
  if (label.length <= LONGEST_UNIT_LABEL) return label;
  throw invalidRequest(`Invalid string: must be at most ${LONGEST_UNIT_LABEL} characters`, { param });
}
