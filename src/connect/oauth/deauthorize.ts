import { accounts } from '../../accounts/type.ts';
import { text } from '../../contract/shape.ts';
import { applicationOf } from '../../kernel/account-names.ts';
import { ownOperation } from '../../kernel/operation.ts';
import { disconnect, isIndependent } from './connection.ts';
import { noSuchApplication, oauthError } from './errors.ts';

/** `POST /oauth/deauthorize`: ends a platform's access to an account that authorized it. */
export const deauthorize = ownOperation(
  'POST /oauth/deauthorize',
  { client_id: text, stripe_user_id: text },
  async (context, { client_id: clientId = '', stripe_user_id: id = '' }) => {
    const { work } = context;
    if (clientId !== applicationOf(work.world)) throw noSuchApplication(clientId);
    const account = await work.get(accounts, id);
    if (!account || account.internal.disconnected) {
      throw oauthError(
        'invalid_client',
        `This application is not connected to stripe account ${id}, or that account does not exist.`,
      );
    }
    if (!isIndependent(account)) {
      throw oauthError(
        'no_deauth_on_controlled_account',
        `The account ${id} is controlled by this application and cannot be disconnected. Delete it instead.`,
      );
    }
    await disconnect(context, account);
    return { stripe_user_id: id };
  },
  { isKeyless: true },
);
