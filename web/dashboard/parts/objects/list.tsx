import { useLink } from '../../data/session.ts';
import type { ApiList } from '../../data/use-call.ts';
import { useLanguage } from '../../words/words.ts';
import { apiList, ListPage } from '../list-page.tsx';
import { StateBadge } from '../state-badge.tsx';
import { When } from '../when.tsx';
import type { ApiObject, ObjectSpec } from './spec.ts';

/** The list of a kind of object. */
export function ObjectList<T extends ApiObject>({ spec }: { spec: ObjectSpec<T> }) {
  const language = useLanguage();
  const { words } = language;
  const link = useLink();
  const names = spec.words(language);
  const { stateOf } = spec;
  return (
    <ListPage<T, ApiList<T>>
      title={names.title}
      path={spec.path}
      {...apiList}
      columns={[
        { key: 'title', label: words.common.name, show: (object) => spec.titleOf(object, language) },
        ...(stateOf
          ? [{ key: 'state', label: words.common.status, show: (one: T) => <StateBadge {...stateOf(one, language)} /> }]
          : []),
        ...spec.columns.map(({ key, label, show, align }) => ({
          key,
          label: label(language),
          show: (object: T) => show(object, language),
          ...(align && { align }),
        })),
        { key: 'created', label: words.common.created, show: ({ created }) => created && <When at={created} /> },
      ]}
      keyOf={({ id }) => id}
      hrefOf={({ id }) => link(`${spec.folder}/${encodeURIComponent(id)}`)}
      topics={spec.topics}
      back={{ path: link(spec.parent.path), text: spec.parent.text(language) }}
      actions={
        <a class="button primary" href={link(`${spec.folder}/create`)}>
          {names.create}
        </a>
      }
      empty={{ title: names.empty, text: names.emptyText }}
    />
  );
}
