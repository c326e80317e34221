import { requireAccount } from '../../accounts/find.ts';
import { parameterMissing } from '../../kernel/errors.ts';
import { define } from '../../kernel/operation.ts';
import { view } from '../../kernel/resource.ts';
import { isoMoment } from '../../shared/calendar.ts';
import { collectionFrom, makeLink } from './create.ts';

/** `POST /v2/core/account_links`: as the operation of v1, with its terms under the name of the use case. */
const create = define('POST /v2/core/account_links', async (context, { account: id, use_case: useCase }) => {
  const { type } = useCase;
  const terms = type === 'account_update' ? useCase.account_update : useCase.account_onboarding;
  if (!terms) throw parameterMissing(`use_case.${type}`);
  const account = await requireAccount(context, id);
  const { refresh_url: refreshUrl, return_url: returnUrl = refreshUrl, collection_options: options = {} } = terms;
  const link = makeLink(context, account, { type, refreshUrl, returnUrl, collection: collectionFrom(options) });
  return {
    object: 'v2.core.account_link',
    account: id,
    created: isoMoment(link.created),
    expires_at: isoMoment(link.expires_at),
    livemode: false,
    url: link.url,
    use_case: { type, [type]: terms },
  };
});

export const accountLinkOfV2Resource = view('v2.core.account_link', { operations: [create] });
