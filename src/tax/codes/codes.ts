import type { Kind } from '../places/type.ts';

/** A product tax code: https://docs.stripe.com/tax/tax-codes */
interface Code {
  readonly name: string;
  readonly description: string;
  readonly kind: Kind;
}

const code = (kind: Kind, name: string, description: string): Code => ({ kind, name, description });

/** The product tax codes whose taxes Florin has. */
export const CODES: Readonly<Record<string, Code>> = {
  txcd_00000000: code('nontaxable', 'Nontaxable', 'Anything that is never taxed.'),
  txcd_10000000: code('software', 'General - Electronically Supplied Services', 'Digital services of any kind.'),
  txcd_10010001: code('saas', 'Infrastructure as a service (IaaS) - personal use', 'Rented servers for persons.'),
  txcd_10101000: code('saas', 'Infrastructure as a service (IaaS) - business use', 'Rented servers for businesses.'),
  txcd_10102000: code('saas', 'Platform as a service (PaaS) - personal use', 'A rented platform for persons.'),
  txcd_10102001: code('saas', 'Platform as a service (PaaS) - business use', 'A rented platform for businesses.'),
  txcd_10103000: code('saas', 'Software as a service (SaaS) - personal use', 'Software used online by persons.'),
  txcd_10103001: code('saas', 'Software as a service (SaaS) - business use', 'Software used online by businesses.'),
  txcd_10201000: code('software', 'Video Games - downloaded', 'Games to download and keep.'),
  txcd_10202000: code('software', 'Downloadable Software - personal use', 'Programs that persons download.'),
  txcd_10202003: code('software', 'Downloadable Software - business use', 'Programs that businesses download.'),
  txcd_10302000: code('ebooks', 'Digital Books - downloaded', 'Electronic books to download and keep.'),
  txcd_10303000: code(
    'ebooks',
    'Digital Magazines/Periodicals - subscription',
    'Electronic magazines by subscription.',
  ),
  txcd_10401001: code('software', 'Digital Audio Works - streamed', 'Music and speech to listen to online.'),
  txcd_10402110: code('software', 'Digital Video Streaming - subscription', 'Films to watch online by subscription.'),
  txcd_20030000: code('services', 'General - Services', 'Services of any kind.'),
  txcd_20060045: code('services', 'Training Services - Live Virtual', 'Courses held online.'),
  txcd_30011000: code('clothing', 'Clothing and Footwear', 'Everyday clothes and shoes.'),
  txcd_35010000: code('books', 'Books', 'Printed books.'),
  txcd_40060003: code('food', 'Food for Non-Immediate Consumption', 'Groceries.'),
  txcd_92010001: code('standard', 'Shipping', 'Sending goods to the customer.'),
  txcd_99999999: code('standard', 'General - Tangible Goods', 'Goods of any kind.'),
};

/** The code of products without one, unless the account has its own. */
export const USUAL_CODE = 'txcd_10000000';
export const SHIPPING_CODE = 'txcd_92010001';

/** Taxation of products by code. Codes that are not listed are taxed by the group that their first digit names. */
export function kindOf(taxCode: string): Kind {
  const listed = CODES[taxCode];
  if (listed) return listed.kind;
  if (taxCode.startsWith('txcd_101')) return 'saas';
  if (taxCode.startsWith('txcd_1')) return 'software';
  if (taxCode.startsWith('txcd_2')) return 'services';
  return taxCode.startsWith('txcd_4') ? 'food' : 'standard';
}
