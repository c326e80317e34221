import type { MethodData } from '../../methods/method.ts';
import { methodOf } from '../../methods/registry.ts';
import { form as texts } from '../../shared/texts/en/form.ts';

/** A field of the form of a payment method's type. */
interface PayField {
  readonly name: string;
  readonly label: string;
  readonly required: boolean;
  /** The choices of a select, by value. */
  readonly options?: Readonly<Record<string, string | null>>;
}

const CARD: readonly PayField[] = [
  { name: 'number', label: 'Card number', required: true },
  { name: 'expiry', label: 'MM / YY', required: true },
  { name: 'cvc', label: 'CVC', required: true },
];

const BILLING_LABELS: Readonly<Record<string, string>> = {
  name: texts.pay.accountHolder,
  email: texts.contact.email,
  phone: texts.contact.phone,
};

/** The fields that a payer enters to pay with a type: its billing details, then its own. */
export function fieldsOfType(type: string): PayField[] {
  if (type === 'card') return [...CARD];
  const { requires = [], fields = [] } = methodOf(type);
  const labels: Readonly<Record<string, string>> = texts.field;
  return [
    ...requires.map((field) => ({
      name: `billing.${field}`,
      label: BILLING_LABELS[field] ?? field.replace('address.', ''),
      required: true,
    })),
    ...fields
      .filter(({ ofPayment }) => !ofPayment)
      .map(({ name, options, optional }) => ({
        name,
        label: labels[name] ?? name,
        required: !optional,
        ...(options && { options }),
      })),
  ];
}

/** Returns the data of a payment method from the form that a payer sent. */
export function methodDataOf(type: string, form: URLSearchParams): MethodData {
  const own: Record<string, string> = {};
  const billing: Record<string, string> = {};
  const address: Record<string, string> = {};
  for (const { name } of fieldsOfType(type)) {
    const value = form.get(name)?.trim();
    if (!value) continue;
    if (name.startsWith('billing.address.')) address[name.slice('billing.address.'.length)] = value;
    else if (name.startsWith('billing.')) billing[name.slice('billing.'.length)] = value;
    else own[name] = value;
  }
  const hash = type === 'card' ? cardOf(own) : own;
  return {
    type,
    ...(Object.keys(hash).length > 0 && { [type]: hash }),
    billing_details: { ...billing, ...(Object.keys(address).length > 0 && { address }) },
    // The names of its hashes are those of the API's parameters, which are checked when the method is made.
  } as MethodData;
}

const CENTURY = 2000;

function cardOf({ number, expiry = '', cvc }: Readonly<Record<string, string>>): Record<string, unknown> {
  const [month = '', year = ''] = expiry.split('/').map((part) => part.trim());
  return {
    number: number?.replaceAll(' ', ''),
    exp_month: Number(month),
    exp_year: year.length === 2 ? CENTURY + Number(year) : Number(year),
    cvc,
  };
}
