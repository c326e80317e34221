/** The content of a printed document, in the reader's language. */
export interface PrintedDocument {
  readonly title: string;
  /** The name of the merchant, on top. */
  readonly merchant: string;
  readonly size: 'a4' | 'letter';
  /** Dates and references below the title. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** Addresses side by side. */
  readonly parties: readonly { readonly title: string; readonly lines: readonly string[] }[];
  /** The amount that matters most, in large type. */
  readonly headline: string;
  readonly columns: readonly [description: string, quantity: string, unit: string, amount: string];
  readonly rows: readonly PrintedRow[];
  /** The sums below the rows; the last is printed bold. */
  readonly sums: readonly (readonly [name: string, amount: string])[];
  /** Paragraphs at the end. */
  readonly notes: readonly string[];
  /** Returns the text at the bottom of a page, of a number of pages. */
  readonly pageText: (page: number, pages: number) => string;
}

export interface PrintedRow {
  readonly description: string;
  /** A second, smaller line, such as the period. */
  readonly detail?: string;
  readonly quantity: string;
  readonly unit: string;
  readonly amount: string;
}
