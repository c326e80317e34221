import type Stripe from 'stripe';

type Name = Stripe.V2.Core.AccountCreateParams.Identity.Individual.AdditionalName;

interface NamesOfV1 {
  readonly full_name_aliases?: readonly string[] | '';
  readonly maiden_name?: string;
}

/** The parameters of v1 for a person's further names in API v2: aliases, and the name at birth. */
export function namesOfV1(sent: unknown): NamesOfV1 {
  if (sent === undefined) return {};
  // The contract has checked the names.
  const names = Array.isArray(sent) ? (sent as Name[]) : [];
  const aliases = names.filter(({ purpose }) => purpose === 'alias').map(fullName);
  const maiden = names.find(({ purpose }) => purpose === 'maiden');
  return {
    full_name_aliases: aliases.length > 0 ? aliases : '',
    maiden_name: maiden ? (maiden.surname ?? fullName(maiden)) : '',
  };
}

/** The further names of a person in v1, as API v2 shows them; undefined if there are none. */
export function namesOfV2(person: Pick<Stripe.Person, 'full_name_aliases' | 'maiden_name'>): object[] | undefined {
  const { full_name_aliases: aliases, maiden_name: maiden } = person;
  const names = [
    ...(aliases ?? []).map((name) => ({ purpose: 'alias', full_name: name })),
    ...(maiden ? [{ purpose: 'maiden', surname: maiden }] : []),
  ];
  return names.length > 0 ? names : undefined;
}

function fullName({ full_name: full, given_name: given, surname }: Name): string {
  return full ?? [given, surname].filter((part) => part !== undefined).join(' ');
}
