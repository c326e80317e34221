import type Stripe from 'stripe';
import type { ResourceType } from '../../kernel/entity.ts';
import type { NumberReferences } from '../../network/verification/type.ts';
import type { CheckState, PersonRequirements } from '../requirements/type.ts';

/** Fields stored with a person that are never returned. */
interface PersonInternal {
  readonly checks: readonly CheckState[];
  /** Uploaded documents by their kind, as ids of files. */
  readonly documents: Readonly<Record<string, readonly string[]>>;
  /** The verifier's references to national numbers, by parameter; the numbers themselves are not stored. */
  readonly numbers: NumberReferences;
  /** The verifier's references to test documents, by their place in `verification`. */
  readonly testDocuments: Readonly<Record<string, string>>;
  /** Time when its data was last given (seconds since epoch). */
  readonly updated?: number;
}

/** A person of an account: the one that it is of, or a representative, owner, director or executive of a business. */
export type Person = Omit<Stripe.Person, 'future_requirements' | 'requirements'> & {
  readonly future_requirements: PersonRequirements;
  readonly requirements: PersonRequirements;
  readonly internal: PersonInternal;
};

/** Persons are stored with the account that they are of. */
export const persons: ResourceType<Person> = {
  object: 'person',
  prefix: 'person',
  noun: 'person',
  idParam: 'person',
};
