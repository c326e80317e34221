import type { Context } from 'hono';
import { addTaxId } from '../../customers/tax-ids/create.ts';
import { updateCustomer } from '../../customers/update.ts';
import { StripeError } from '../../kernel/errors.ts';
import { FORMATS } from '../../shared/tax-id-formats.ts';
import { type Html, html } from '../html.ts';
import { countryNames } from '../onboarding/field-view.ts';
import { notFound } from '../problems.ts';
import { complete } from './complete.ts';
import { decide } from './load-portal.ts';
import { stepDocument } from './portal-document.ts';
import type { PortalEnv } from './portal-env.ts';

/** The longest value that is read from a form, in characters. */
const LONGEST_VALUE = 500;
const ADDRESS = ['line1', 'line2', 'city', 'state', 'postal_code', 'country'] as const;

/** The form of a customer's billing details, with the fields that the merchant lets them change. */
export function showDetails(c: Context<PortalEnv>, problem?: string): Response {
  const { texts, portal } = c.var;
  const { customer, configuration } = portal;
  const { allowed_updates: allowed, enabled } = configuration.features.customer_update;
  if (!enabled) return notFound(texts);
  const { fields, editDetails, save } = texts.portal;
  const input = (name: string, label: string, value: string | null | undefined, type = 'text', complete = name) =>
    html`<div><label for="${name}">${label}</label><input id="${name}" name="${name}" type="${type}" autocomplete="${complete}" maxlength="${LONGEST_VALUE}" value="${value ?? ''}"></div>`;
  const { address } = customer;
  const content = html`<form method="post" class="fields">
  ${allowed.includes('name') && input('name', fields.name, customer.name)}
  ${allowed.includes('email') && input('email', fields.email, customer.email, 'email')}
  ${allowed.includes('phone') && input('phone', fields.phone, customer.phone, 'tel')}
  ${
    allowed.includes('address') && [
      input('line1', fields.line1, address?.line1, 'text', 'address-line1'),
      input('line2', fields.line2, address?.line2, 'text', 'address-line2'),
      input('city', fields.city, address?.city, 'text', 'address-level2'),
      input('state', fields.state, address?.state, 'text', 'address-level1'),
      input('postal_code', fields.postal_code, address?.postal_code, 'text', 'postal-code'),
      countryMenu(texts.locale, fields.country, address?.country ?? ''),
    ]
  }
  ${allowed.includes('tax_id') && [taxIdMenu(fields.taxIdType), input('tax_id', fields.taxId, '', 'text', 'off')]}
  <button>${save}</button>
</form>`;
  return stepDocument(texts, portal, {
    title: editDetails,
    content,
    problem,
    status: problem === undefined ? 200 : 422,
  });
}

function countryMenu(locale: string, label: string, value: string): Html {
  const choices = countryNames(locale);
  return html`<div><label for="country">${label}</label><select id="country" name="country" autocomplete="country"><option value=""></option>${choices.map(
    ([code, name]) => html`<option value="${code}"${code === value && html` selected`}>${name}</option>`,
  )}</select></div>`;
}

function taxIdMenu(label: string): Html {
  const types = Object.keys(FORMATS).sort();
  return html`<div><label for="tax_id_type">${label}</label><select id="tax_id_type" name="tax_id_type"><option value=""></option>${types.map(
    (type) => html`<option value="${type}">${type}</option>`,
  )}</select></div>`;
}

/** Saves the details; an error of the API is shown above the form. */
export async function saveDetails(c: Context<PortalEnv>): Promise<Response> {
  const form = new URLSearchParams(await c.req.text());
  const read = (name: string) => form.get(name)?.trim().slice(0, LONGEST_VALUE);
  try {
    await decide(c, async (context, { customer, configuration }) => {
      const { allowed_updates: allowed, enabled } = configuration.features.customer_update;
      if (!enabled) return;
      const plain = (['name', 'email', 'phone'] as const).filter((name) => allowed.includes(name) && form.has(name));
      const address = Object.fromEntries(ADDRESS.map((name) => [name, read(name) ?? '']));
      await updateCustomer(context, customer, {
        ...Object.fromEntries(plain.map((name) => [name, read(name) ?? ''])),
        ...(allowed.includes('address') && form.has('line1') && { address }),
      });
      const [type, value] = [read('tax_id_type'), read('tax_id')];
      if (allowed.includes('tax_id') && type && value) addTaxId(context, customer.id, { type, value });
    });
  } catch (error) {
    if (!(error instanceof StripeError) || error.status >= 500) throw error;
    return showDetails(c, error.message);
  }
  return complete(c);
}
