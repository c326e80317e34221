import type { Entity, ResourceType } from '../../../kernel/entity.ts';

/** A mail in the outbox of an account. It leaves the machine only if a mail server is configured. */
export interface Mail extends Entity {
  readonly object: 'florin.mail';
  readonly to: string;
  readonly subject: string;
  /** The id of the object that it is about. */
  readonly about: string;
  /** Seconds since epoch. */
  readonly created: number;
  readonly html: string;
  readonly text: string;
}

export const mails: ResourceType<Mail> = {
  object: 'florin.mail',
  prefix: 'mail',
  noun: 'mail',
  idParam: 'id',
  listedBy: ({ about }) => [`about/${about}`],
};
