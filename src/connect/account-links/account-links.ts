import { resource } from '../../kernel/resource.ts';
import { createAccountLink } from './create.ts';
import { accountLinks } from './type.ts';

export const accountLinkResource = resource(accountLinks, { operations: [createAccountLink] });
