import type { Shop } from './shop.ts';
import type { Prepare, Situation } from './situation.ts';

const payer = (shop: Shop) =>
  shop.once('invoiced', async () => {
    const customer = await shop.make('customers', { email: 'jenny@example.com' });
    const method = await shop.make('payment_methods/pm_card_visa/attach', { customer: customer.id });
    await shop.make(`customers/${customer.id}`, { 'invoice_settings[default_payment_method]': method.id });
    return customer;
  });

const ITEM = { amount: '1900', currency: 'usd', description: 'Work' };

async function draft(shop: Shop, form: Record<string, string> = {}) {
  const { id: customer } = await payer(shop);
  const { id } = await shop.make('invoices', { customer, ...form });
  await shop.make('invoiceitems', { customer, invoice: id, ...ITEM });
  return shop.make(`invoices/${id}`, {}, 'GET');
}

async function open(shop: Shop) {
  return shop.make(`invoices/${(await draft(shop)).id}/finalize`);
}

const RATE = 'shipping_cost[shipping_rate_data]';

/** Parameters that a term needs beside it. */
async function besidesTerms(shop: Shop, path: string): Promise<Record<string, string>> {
  if (path === 'pending_invoice_items_behavior') {
    await shop.make('invoiceitems', { customer: (await payer(shop)).id, ...ITEM });
  }
  const account = () => shop.once('shared', () => shop.make('accounts', { type: 'standard' }));
  return {
    ...(path === 'transfer_data[amount]' && { 'transfer_data[destination]': (await account()).id }),
    ...(path.startsWith(RATE) && {
      [`${RATE}[display_name]`]: 'Post',
      [`${RATE}[fixed_amount][amount]`]: '500',
      [`${RATE}[fixed_amount][currency]`]: 'usd',
    }),
    ...(path.startsWith('shipping_details') && {
      'shipping_details[name]': 'Jenny',
      'shipping_details[address][line1]': 'Hauptstr. 1',
    }),
  };
}

const product = (shop: Shop) => shop.once('billed', () => shop.make('products', { name: 'Hour' }));

/** The other fields of a price that is described in place, below `under`. */
async function besidesPrice(shop: Shop, path: string, under: string): Promise<Record<string, string>> {
  const at = under === '' ? 'price_data' : `${under}[price_data]`;
  if (!path.startsWith(at)) return {};
  return {
    [`${at}[currency]`]: 'usd',
    ...(!/unit_amount/.test(path) && { [`${at}[unit_amount]`]: '500' }),
    ...(/product_data/.test(path)
      ? { [`${at}[product_data][name]`]: 'Hour' }
      : { [`${at}[product]`]: (await product(shop)).id }),
  };
}

/** A note of an open invoice, or of a paid one for what returns a payment. */
async function credited(shop: Shop, path: string): Promise<Situation> {
  const { id, lines } = await open(shop);
  const isReturned = /^(credit_amount|refund_amount|out_of_band_amount|refunds)/.test(path);
  if (isReturned) await shop.make(`invoices/${id}/pay`);
  if (path.startsWith('lines[0]')) {
    const own = { 'lines[0][type]': 'custom_line_item', 'lines[0][description]': 'Excuse' };
    const isOwn = /unit_amount|description|tax_rates|tax_amounts|metadata/.test(path);
    return {
      form: {
        invoice: id,
        ...(isOwn
          ? { ...own, ...(!/unit_amount/.test(path) && { 'lines[0][unit_amount]': '50' }) }
          : { 'lines[0][type]': 'invoice_line_item', 'lines[0][invoice_line_item]': lines.data[0].id }),
        ...(!isOwn && !/amount|quantity/.test(path) && { 'lines[0][amount]': '70' }),
      },
    };
  }
  return { form: { invoice: id, ...(path !== 'amount' && !path.startsWith('shipping_cost') && { amount: '100' }) } };
}

/** The price of a line beside the parameter that is examined: one way excludes the others. */
function priced(path: string): Record<string, string> {
  if (/price_data/.test(path)) return {};
  return /amount|pricing|quantity|^price$|^price\[/.test(path) ? { unit_amount_decimal: '500' } : { amount: '700' };
}

const inLines = (form: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(form).map(([name, value]) => {
      const [first = '', ...rest] = name.split('[');
      return [`lines[0][${first}]${rest.map((part) => `[${part}`).join('')}`, value];
    }),
  );

/** Calls of invoices, their items and payments in which parameters have an effect. */
export const INVOICE_SITUATIONS: Readonly<Record<string, Prepare>> = {
  'POST /v1/invoices': async (shop, path) => {
    const { id: customer } = await payer(shop);
    const sent = { collection_method: 'send_invoice', days_until_due: '3' };
    const automatic = { auto_advance: 'true' };
    return {
      form: {
        customer,
        ...(path === 'due_date' && { collection_method: 'send_invoice' }),
        ...(path === 'days_until_due' && { collection_method: 'send_invoice' }),
        ...(path === 'collection_method' && sent),
        ...(path === 'automatically_finalizes_at' && automatic),
        ...(await besidesTerms(shop, path)),
        ...(path.startsWith('from_invoice') && { 'from_invoice[invoice]': (await open(shop)).id }),
      },
    };
  },
  'POST /v1/invoices/{invoice}': async (shop, path) => {
    const sent = { collection_method: 'send_invoice', days_until_due: '3' };
    const isDue = path === 'due_date' || path === 'days_until_due';
    return {
      ids: [(await draft(shop, isDue ? sent : {})).id],
      form: {
        ...(path === 'collection_method' && { days_until_due: '3' }),
        ...(path === 'automatically_finalizes_at' && { auto_advance: 'true' }),
        ...(await besidesTerms(shop, path)),
      },
    };
  },
  'POST /v1/invoices/{invoice}/add_lines': async (shop, path) => ({
    ids: [(await draft(shop)).id],
    form: { ...inLines(linePriced(path)), ...(await besidesPrice(shop, path, 'lines[0]')) },
  }),
  'POST /v1/invoices/{invoice}/update_lines': async (shop, path) => {
    const { id, lines } = await draft(shop);
    return { ids: [id], form: { 'lines[0][id]': lines.data[0].id, ...(await besidesPrice(shop, path, 'lines[0]')) } };
  },
  'POST /v1/invoices/{invoice}/lines/{line_item_id}': async (shop, path) => {
    const { id, lines } = await draft(shop);
    return { ids: [id, lines.data[0].id], form: await besidesPrice(shop, path, '') };
  },
  'POST /v1/invoices/{invoice}/remove_lines': async (shop) => {
    const { id, lines } = await draft(shop);
    return { ids: [id], form: { 'lines[0][id]': lines.data[0].id, 'lines[0][behavior]': 'delete' } };
  },
  'POST /v1/invoices/{invoice}/finalize': async (shop) => ({ ids: [(await draft(shop)).id] }),
  'POST /v1/invoices/{invoice}/pay': async (shop) => ({ ids: [(await open(shop)).id] }),
  'POST /v1/invoices/{invoice}/attach_payment': async (shop) => {
    const paid = await shop.make('payment_intents', {
      amount: '500',
      currency: 'usd',
      confirm: 'true',
      payment_method: 'pm_card_visa',
      return_url: 'https://shop.example/',
    });
    return { ids: [(await open(shop)).id], form: { payment_intent: paid.id } };
  },
  'POST /v1/credit_notes': credited,
  'GET /v1/credit_notes/preview': credited,
  'GET /v1/credit_notes/preview/lines': credited,
  'POST /v1/credit_notes/{credit_note}': async (shop) => {
    const { id: invoice } = await open(shop);
    return { ids: [(await shop.make('credit_notes', { invoice, amount: '100' })).id] };
  },
  'POST /v1/invoiceitems': async (shop, path) => {
    const { id: customer } = await payer(shop);
    return { form: { customer, currency: 'usd', ...priced(path), ...(await besidesPrice(shop, path, '')) } };
  },
  'POST /v1/invoiceitems/{invoiceitem}': async (shop, path) => {
    const { id: customer } = await payer(shop);
    const { id: invoice } = await shop.make('invoices', { customer });
    const { id } = await shop.make('invoiceitems', { customer, invoice, ...ITEM });
    return { ids: [id], form: await besidesPrice(shop, path, '') };
  },
};

function linePriced(path: string): Record<string, string> {
  const [, inner = ''] = /^lines\[0\]\[(.*)$/.exec(path) ?? [];
  if (/^price_data/.test(inner)) return {};
  return /^(amount|pricing|price|invoice_item|unit_amount)/.test(inner) ? {} : { amount: '700' };
}
