import { requireAccount } from '../../accounts/find.ts';
import type { Account } from '../../accounts/type.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { operation, type ParamsOf } from '../../kernel/operation.ts';
import { leaveToOwner } from '../onboarding/leave-to-owner.ts';
import { FEATURES, featuresOf } from './features.ts';
import { type AccountSession, accountSessions, type Components } from './type.ts';

type Asked = ParamsOf<'POST /v1/account_sessions'>['components'];

/** Lifetime of a session in seconds, on the platform's clock. */
const LASTS_S = 3_600;
/** Random characters of a client secret after those of the session's id. */
const SECRET_LENGTH = 32;

/** `POST /v1/account_sessions`: a page's permission to show components of a connected account. */
export const createAccountSession = operation('POST /v1/account_sessions', async (context, params) => {
  const { work } = context;
  const account = await requireAccount(context, params.account);
  const components = componentsOf(account, params.components);
  leaveToOwner(work, account);
  const id = work.newId(accountSessions.prefix);
  const {
    id: _id,
    internal: _internal,
    ...shown
  } = work.insert<AccountSession>(accountSessions, {
    id,
    object: 'account_session',
    account: account.id,
    client_secret: `accs_secret__${id.slice('accs_'.length)}${work.newSecret(SECRET_LENGTH)}`,
    components,
    expires_at: work.now + LASTS_S,
    livemode: false,
    internal: { visit: null, isEnded: false },
  });
  return shown;
});

/** Returns all components of a session. Throws if none is enabled, and for features that the account cannot have. */
function componentsOf(account: Account, asked: Asked): Components {
  if (!Object.values(asked).some((component) => component?.enabled)) {
    throw invalidRequest('At least one component must be enabled.', { param: 'components' });
  }
  // The names are those of the table, which has every component of the type.
  const names = Object.keys(FEATURES) as (keyof Components)[];
  const entries = names.map((name) => {
    const { enabled, features } = asked[name] ?? { enabled: false };
    return [name, { enabled, features: featuresOf(account, name, { ...features }) }] as const;
  });
  // The features of each component are those of its row in the table, which has the type's names.
  return Object.fromEntries(entries) as unknown as Components;
}
