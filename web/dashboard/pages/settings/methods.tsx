import { useState } from 'preact/hooks';
import { useMethods } from '../../data/methods.ts';
import { invalidate } from '../../data/query.ts';
import { type ApiList, useCalls, useGet } from '../../data/use-call.ts';
import { Section } from '../../parts/detail.tsx';
import { Switch } from '../../parts/fields.tsx';
import { Pending, useTitle } from '../../parts/notices.tsx';
import type { Words } from '../../words/en.ts';
import { useWords } from '../../words/words.ts';
import { OfferedMethods } from './offered.tsx';
import { SettingsPage } from './settings-page.tsx';

/** The groups in the order of the page. */
const GROUPS = [
  'cards',
  'wallets',
  'bank_redirects',
  'bank_debits',
  'bank_transfers',
  'real_time',
  'vouchers',
  'other',
] as const satisfies readonly (keyof Words['settings']['methodGroups'])[];

/** A configuration has a hash for each payment method. */
type Configuration = Readonly<Record<string, unknown>> & { readonly id: string };

interface MethodState {
  readonly available: boolean;
  readonly display_preference: {
    readonly overridable: boolean | null;
    readonly preference: string;
    readonly value: string;
  };
}

function stateOf(configuration: Configuration, type: string): MethodState | undefined {
  const hash = configuration[type];
  // Hashes with a preference are those of payment methods.
  return typeof hash === 'object' && hash !== null && 'display_preference' in hash ? (hash as MethodState) : undefined;
}

/** The payment methods that are offered, each with a switch that is saved at once. */
export function Page() {
  const words = useWords();
  const { data, error, reload } = useGet<ApiList<Configuration>>('/v1/payment_method_configurations', {}, ['settings']);
  useTitle(words.settings.methods);
  const configuration = data?.data[0];
  return (
    <SettingsPage>
      {configuration ? <Switches configuration={configuration} /> : <Pending error={error} onRetry={reload} />}
    </SettingsPage>
  );
}

function Switches({ configuration }: { configuration: Configuration }) {
  const words = useWords();
  const { post } = useCalls();
  const { nameOf, groupOf } = useMethods();
  const [problem, setProblem] = useState('');
  /** The choice just made, until the server has answered. */
  const [chosen, setChosen] = useState<Readonly<Record<string, boolean>>>({});
  const types = Object.keys(configuration).filter((type) => stateOf(configuration, type));
  const isOn = (type: string) => chosen[type] ?? stateOf(configuration, type)?.display_preference.value === 'on';

  async function turn(type: string, on: boolean): Promise<void> {
    setChosen((before) => ({ ...before, [type]: on }));
    setProblem('');
    try {
      const preference = on ? 'on' : 'off';
      await post(`/v1/payment_method_configurations/${configuration.id}`, {
        [type]: { display_preference: { preference } },
      });
    } catch (error) {
      setChosen((before) => ({ ...before, [type]: !on }));
      setProblem(error instanceof Error ? error.message : String(error));
    }
    invalidate('settings');
  }

  return (
    <>
      <div class="title">
        <h1>{words.settings.methods}</h1>
      </div>
      <p class="muted">{words.settings.methodsLead}</p>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <OfferedMethods />
      {GROUPS.map((group) => {
        const members = types.filter((type) => groupOf(type) === group);
        if (members.length === 0) return null;
        return (
          <Section key={group} title={words.settings.methodGroups[group]}>
            <div class="card columns">
              {members.map((type) => (
                <Switch
                  key={type}
                  label={type === 'card' ? words.settings.methodGroups.cards : nameOf(type)}
                  checked={isOn(type)}
                  onChange={(on) => void turn(type, on)}
                />
              ))}
            </div>
          </Section>
        );
      })}
    </>
  );
}
