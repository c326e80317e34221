/** The ids and names in a page's address. */
export type PageProps = Readonly<Record<string, string>>;
