import type { ComponentChildren, ComponentType } from 'preact';
import type { Language } from '../../words/words.ts';
import type { Choice } from '../fields.tsx';
import type { Tone } from '../state-badge.tsx';

/** The fields that every object of the API has. */
export interface ApiObject {
  readonly id: string;
  readonly created?: number;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** A fact of an object, as a column or on its page. */
export interface Fact<T> {
  readonly key: string;
  readonly label: (language: Language) => string;
  readonly show: (object: T, language: Language) => ComponentChildren;
  readonly align?: 'end';
}

/** A field of the form that creates an object. Its name is that of the parameter. */
export interface FormField {
  readonly name: string;
  readonly label: (language: Language) => string;
  /** `amount` is typed in the units of the form's currency; `check` is a switch. */
  readonly kind?: 'text' | 'number' | 'amount' | 'currency' | 'check';
  readonly choices?: (language: Language) => readonly Choice[];
  readonly initial?: string;
  readonly placeholder?: string;
  readonly optional?: true;
  /** True if the field is shown, given the others. */
  readonly isShown?: (values: Readonly<Record<string, string>>) => boolean;
}

/** Something that can be done with an object: a call, after a question if it has a text. */
export interface ObjectAction<T> {
  readonly key: string;
  readonly label: (language: Language) => string;
  readonly explain?: (object: T, language: Language) => string;
  readonly danger?: true;
  readonly isOffered?: (object: T) => boolean;
  readonly call: (object: T) => {
    readonly method: 'POST' | 'DELETE';
    readonly path: string;
    readonly params?: Readonly<Record<string, string | boolean>>;
  };
}

/** A kind of object whose pages follow from data: its list, its page, and the form that creates one. */
export interface ObjectSpec<T extends ApiObject> {
  /** The address of its list below the account. */
  readonly folder: string;
  /** The path of its list in the API. */
  readonly path: string;
  readonly topics: readonly string[];
  /** The places from which its list is reached. */
  readonly parent: { readonly path: string; readonly text: (language: Language) => string };
  readonly words: (language: Language) => {
    readonly title: string;
    readonly create: string;
    readonly empty: string;
    readonly emptyText: string;
  };
  readonly titleOf: (object: T, language: Language) => string;
  readonly stateOf?: (object: T, language: Language) => { readonly tone: Tone; readonly text: string };
  /** The columns of its list behind the title; the facts of its page are these, and more. */
  readonly columns: readonly Fact<T>[];
  readonly facts?: readonly Fact<T>[];
  readonly fields: readonly FormField[];
  /** Parameters that every created object has. */
  readonly fixed?: Readonly<Record<string, string>>;
  readonly actions?: readonly ObjectAction<T>[];
  /** A further part of its page. */
  readonly More?: ComponentType<{ readonly object: T }>;
}
