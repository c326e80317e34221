import { useState } from 'preact/hooks';
import { useCalls, useGet } from '../../data/use-call.ts';
import { CreatePage } from '../../parts/create-page.tsx';
import { SelectField } from '../../parts/fields.tsx';
import { Pending } from '../../parts/notices.tsx';
import { useWords } from '../../words/words.ts';
import { Saved, useSaved } from './saved.tsx';
import { SettingsPage } from './settings-page.tsx';

interface Schedule {
  readonly interval: string;
  readonly weekly_payout_days?: readonly string[];
  readonly monthly_payout_days?: readonly number[];
}

interface BalanceSettings {
  readonly payments: { readonly payouts: { readonly schedule: Schedule | null } | null };
}

const DAYS_OF_MONTH = 31;

/** Schedule of the account's payouts. */
export function Page() {
  const { data, error, reload } = useGet<BalanceSettings>('/v1/balance_settings', {}, ['settings']);
  return (
    <SettingsPage>
      {data ? (
        <PayoutsForm schedule={data.payments.payouts?.schedule ?? { interval: 'manual' }} />
      ) : (
        <Pending error={error} onRetry={reload} />
      )}
    </SettingsPage>
  );
}

function PayoutsForm({ schedule }: { schedule: Schedule }) {
  const words = useWords();
  const { post } = useCalls();
  const saved = useSaved();
  const [interval, setInterval] = useState(schedule.interval);
  const [weekday, setWeekday] = useState(schedule.weekly_payout_days?.[0] ?? 'monday');
  const [day, setDay] = useState(String(schedule.monthly_payout_days?.[0] ?? 1));
  const names = words.settings;
  const chosen = {
    interval,
    ...(interval === 'weekly' && { weekly_payout_days: [weekday] }),
    ...(interval === 'monthly' && { monthly_payout_days: [day] }),
  };
  return (
    <CreatePage
      title={names.payouts}
      lead={names.payoutsLead}
      submit={words.common.save}
      notice={<Saved {...saved} />}
      onSubmit={() => saved.save(() => post('/v1/balance_settings', { payments: { payouts: { schedule: chosen } } }))}
    >
      <SelectField
        name="payments[payouts][schedule][interval]"
        label={names.schedule}
        value={interval}
        onChange={setInterval}
        choices={Object.entries(names.schedules)}
      />
      {interval === 'weekly' && (
        <SelectField
          name="payments[payouts][schedule][weekly_payout_days]"
          label={names.day}
          value={weekday}
          onChange={setWeekday}
          choices={Object.entries(names.weekdays).slice(0, 5)}
        />
      )}
      {interval === 'monthly' && (
        <SelectField
          name="payments[payouts][schedule][monthly_payout_days]"
          label={names.day}
          value={day}
          onChange={setDay}
          choices={Array.from({ length: DAYS_OF_MONTH }, (_, n) => [String(n + 1), names.dayOfMonth(n + 1)] as const)}
        />
      )}
    </CreatePage>
  );
}
