import type { ComponentType } from 'preact';
import type { PageProps } from '../../data/page-props.ts';
import { ObjectForm } from './create.tsx';
import { ObjectDetail } from './detail.tsx';
import { ObjectList } from './list.tsx';
import type { ApiObject, ObjectSpec } from './spec.ts';

type Page = ComponentType<PageProps>;

/** The pages of a kind of object, as the registry of pages has them. Called once for each kind. */
export function pagesOf<T extends ApiObject>(spec: ObjectSpec<T>): Readonly<Record<'List' | 'Form' | 'Detail', Page>> {
  const list: Page = () => <ObjectList spec={spec} />;
  const form: Page = () => <ObjectForm spec={spec} />;
  const detail: Page = ({ id = '' }) => <ObjectDetail spec={spec} id={id} />;
  return { List: list, Form: form, Detail: detail };
}
