import { useState } from 'preact/hooks';
import { invalidate } from '../../data/query.ts';
import { go } from '../../data/router.ts';
import { useLink } from '../../data/session.ts';
import { useCalls, useGet } from '../../data/use-call.ts';
import { useLanguage } from '../../words/words.ts';
import { Detail, Facts, Section } from '../detail.tsx';
import { Button, DialogForm, useSubmit } from '../dialog-form.tsx';
import { JsonTab } from '../json-tab.tsx';
import { MetadataSection } from '../metadata.tsx';
import { Pending } from '../notices.tsx';
import { StateBadge } from '../state-badge.tsx';
import { When } from '../when.tsx';
import type { ApiObject, ObjectAction, ObjectSpec } from './spec.ts';

/** The page of one object: its facts, and what can be done with it. */
export function ObjectDetail<T extends ApiObject>({ spec, id }: { spec: ObjectSpec<T>; id: string }) {
  const language = useLanguage();
  const { words } = language;
  const calls = useCalls();
  const link = useLink();
  const [asking, setAsking] = useState<ObjectAction<T>>();
  const { busy, problem, submit } = useSubmit();
  const path = `${spec.path}/${encodeURIComponent(id)}`;
  const { data: object, error, reload } = useGet<T>(path, {}, spec.topics);
  if (!object) return <Pending error={error} onRetry={reload} />;
  const { More, stateOf } = spec;

  async function run(action: ObjectAction<T>, of: T): Promise<void> {
    const { method, path: to, params = {} } = action.call(of);
    if (method === 'POST') await calls.post(to, params);
    else await calls.delete(to);
    if (method === 'DELETE') go(link(spec.folder));
    invalidate('all');
  }

  const overview = () => (
    <>
      <Section title={words.common.details}>
        <Facts
          facts={[
            ...[...spec.columns, ...(spec.facts ?? [])].map(
              ({ label, show }) => [label(language), show(object, language)] as const,
            ),
            [words.common.created, object.created !== undefined && <When key="created" at={object.created} exact />],
          ]}
        />
      </Section>
      {More && <More object={object} />}
      {object.metadata && (
        <MetadataSection metadata={object.metadata} onSave={(metadata) => calls.post(path, { metadata })} />
      )}
    </>
  );
  return (
    <>
      <Detail
        back={{ path: spec.folder, text: spec.words(language).title }}
        title={spec.titleOf(object, language)}
        state={stateOf && <StateBadge {...stateOf(object, language)} />}
        ids={[object.id]}
        actions={(spec.actions ?? [])
          .filter(({ isOffered }) => isOffered?.(object) ?? true)
          .map((action) => (
            <Button
              key={action.key}
              busy={busy}
              onClick={() => (action.explain ? setAsking(action) : submit(() => run(action, object)))}
            >
              {action.label(language)}
            </Button>
          ))}
        tabs={[
          { name: 'overview', text: words.common.overview, show: overview },
          { name: 'json', text: words.common.json, show: () => <JsonTab path={path} topics={spec.topics} /> },
        ]}
      >
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
      </Detail>
      {asking && (
        <DialogForm
          title={asking.label(language)}
          text={asking.explain?.(object, language)}
          submit={asking.label(language)}
          danger={asking.danger === true}
          onClose={() => setAsking(undefined)}
          onSubmit={() => run(asking, object)}
        />
      )}
    </>
  );
}
