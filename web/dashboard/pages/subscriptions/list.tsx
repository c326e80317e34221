import { money } from '../../data/format.ts';
import { useLink } from '../../data/session.ts';
import type { ApiList } from '../../data/use-call.ts';
import { apiList, ListPage } from '../../parts/list-page.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { When } from '../../parts/when.tsx';
import { useLanguage } from '../../words/words.ts';
import { priceText } from '../products/price-text.tsx';
import { customerText, periodAmount, SUBSCRIPTION_TONES, type Subscription } from './types.ts';

/** All subscriptions. */
export function Page() {
  const language = useLanguage();
  const { words, tag } = language;
  const link = useLink();
  const names = words.subscriptions;
  return (
    <ListPage<Subscription, ApiList<Subscription>>
      title={names.title}
      path="/v1/subscriptions"
      {...apiList}
      convert={(given) => ({ status: 'all', ...given, 'expand[]': 'data.customer' })}
      columns={[
        { key: 'customer', label: words.common.customer, show: customerText },
        {
          key: 'status',
          label: words.common.status,
          show: ({ status }) => (
            <StateBadge tone={SUBSCRIPTION_TONES[status] ?? 'over'} text={names.states[status] ?? status} />
          ),
        },
        {
          key: 'amount',
          label: words.common.amount,
          show: (subscription) => {
            const amount = periodAmount(subscription);
            const [first] = subscription.items.data;
            if (subscription.items.data.length === 1 && first) return priceText(first.price, language);
            return amount === undefined ? null : money(amount, subscription.currency, tag);
          },
        },
        {
          key: 'next',
          label: names.next,
          show: ({ items }) => {
            const end = items.data[0]?.current_period_end;
            return end !== undefined && <When at={end} />;
          },
        },
        { key: 'created', label: words.common.created, show: ({ created }) => <When at={created} /> },
      ]}
      keyOf={({ id }) => id}
      hrefOf={({ id }) => link(`subscriptions/${id}`)}
      topics={['subscriptions', 'clock']}
      tabs={{ name: 'status', choices: Object.entries(names.states) }}
      filters={[
        { name: 'customer', label: words.common.customer, placeholder: 'cus_…' },
        { name: 'price', label: words.products.price, placeholder: 'price_…' },
      ]}
      actions={
        <>
          <a class="button" href={link('meters')}>
            {words.nav.meters}
          </a>
          <a class="button" href={link('simulations')}>
            {words.simulations.title}
          </a>
          <a class="button primary" href={link('subscriptions/create')}>
            {names.create}
          </a>
        </>
      }
      empty={{ title: names.empty, text: names.emptyText }}
    />
  );
}
