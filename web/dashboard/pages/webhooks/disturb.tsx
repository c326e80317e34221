import { useState } from 'preact/hooks';
import { invalidate } from '../../data/query.ts';
import { useCalls, useGet } from '../../data/use-call.ts';
import { Section } from '../../parts/detail.tsx';
import { Button, useSubmit } from '../../parts/dialog-form.tsx';
import { SelectField, TextField } from '../../parts/fields.tsx';
import type { Words } from '../../words/en.ts';
import { useWords } from '../../words/words.ts';

type Kind = keyof Words['webhooks']['disturbances'];

/** Response of `GET /webhook_endpoints/{id}/disturbance`. */
interface DisturbanceState {
  readonly armed: { readonly kind: Kind; readonly times: number; readonly seconds: number } | null;
}

/** Makes the next deliveries to an endpoint late, double, out of order or lost. */
export function Disturb({ endpoint }: { endpoint: string }) {
  const words = useWords();
  const calls = useCalls();
  const path = `/webhook_endpoints/${endpoint}/disturbance`;
  const { data } = useGet<DisturbanceState>(path, {}, ['deliveries', 'events']);
  const { busy, problem, problems, submit } = useSubmit();
  const [kind, setKind] = useState<Kind>('delay');
  const [times, setTimes] = useState('2');
  const [seconds, setSeconds] = useState('30');
  const names = words.webhooks;
  const change = (run: () => Promise<unknown>) =>
    submit(async () => {
      await run();
      invalidate('deliveries');
    });
  return (
    <Section title={names.disturb}>
      <form
        class="card"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void change(() => calls.post(path, { kind, times, ...(kind === 'delay' && { seconds }) }));
        }}
      >
        <p class="hint">{names.disturbText}</p>
        <div class="columns">
          <SelectField
            name="kind"
            label={names.nextOnes}
            value={kind}
            // The choices are the kinds.
            onChange={(value) => setKind(value as Kind)}
            choices={Object.entries(names.disturbances)}
          />
          <TextField
            name="times"
            label={names.howMany}
            type="number"
            value={times}
            onChange={setTimes}
            {...(problems.times && { problem: problems.times })}
          />
          {kind === 'delay' && (
            <TextField
              name="seconds"
              label={names.lateBy}
              type="number"
              value={seconds}
              onChange={setSeconds}
              {...(problems.seconds && { problem: problems.seconds })}
            />
          )}
        </div>
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <div class="row">
          <Button type="submit" busy={busy}>
            {words.network.arm}
          </Button>
          {data?.armed && (
            <>
              <Button busy={busy} onClick={() => change(() => calls.delete(path))}>
                {words.network.disarm}
              </Button>
              <strong role="status">{names.disturbed(names.disturbances[data.armed.kind], data.armed.times)}</strong>
            </>
          )}
        </div>
      </form>
    </Section>
  );
}
