import { useState } from 'preact/hooks';
import { useLink } from '../../data/session.ts';
import { type ApiList, useCalls } from '../../data/use-call.ts';
import { Button, DialogForm } from '../../parts/dialog-form.tsx';
import { TextField } from '../../parts/fields.tsx';
import { apiList, ListPage } from '../../parts/list-page.tsx';
import { When } from '../../parts/when.tsx';
import { useWords } from '../../words/words.ts';
import type { TestClock } from './types.ts';

/** Test clocks: customers on one live in its time. */
export function Page() {
  const words = useWords();
  const link = useLink();
  const { post } = useCalls();
  const [name, setName] = useState<string>();
  const names = words.simulations;
  return (
    <>
      <ListPage<TestClock, ApiList<TestClock>>
        title={names.title}
        path="/v1/test_helpers/test_clocks"
        {...apiList}
        columns={[
          { key: 'name', label: words.common.name, show: (clock) => clock.name || clock.id },
          { key: 'time', label: names.time, show: ({ frozen_time: time }) => <When at={time} exact /> },
          { key: 'status', label: words.common.status, show: ({ status }) => status.replaceAll('_', ' ') },
          { key: 'created', label: words.common.created, show: ({ created }) => <When at={created} /> },
        ]}
        keyOf={({ id }) => id}
        hrefOf={({ id }) => link(`simulations/${id}`)}
        topics={['clock', 'events']}
        actions={
          <Button primary shortcut="a" onClick={() => setName('')}>
            {names.create}
          </Button>
        }
        empty={{ title: names.empty, text: names.emptyText }}
      />
      {name !== undefined && (
        <DialogForm
          title={names.create}
          text={names.emptyText}
          submit={names.create}
          onClose={() => setName(undefined)}
          onSubmit={() =>
            post('/v1/test_helpers/test_clocks', {
              name: name || undefined,
              frozen_time: Math.floor(Date.now() / 1000),
            })
          }
        >
          <TextField name="name" label={words.common.name} value={name} onChange={setName} />
        </DialogForm>
      )}
    </>
  );
}
