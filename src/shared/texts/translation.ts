/** The texts of a part in another language: the same names, and in each text the placeholders that English has. */
export type Translation<Texts> = {
  readonly [Name in keyof Texts]: Texts[Name] extends string ? Translated<Texts[Name]> : Translation<Texts[Name]>;
};

type Translated<Text extends string> = Text extends `${string}{{${infer Placeholder}}}${infer Rest}`
  ? `${string}{{${Placeholder}}}${string}` & Translated<Rest>
  : string;
