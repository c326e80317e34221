/** A parameter that filters the lists of a type. */
export interface ListFilter<T> {
  /** The object's value; its field of the filter's name unless given. Null means it has none. */
  of?(object: T): unknown;
  /** As `of`, where an object can have several values; each has its list. Such a filter is not in the search index. */
  many?(object: T): readonly string[];
  /** A `token` equals a value, a `numeric` filter takes a range. */
  readonly kind?: 'token' | 'numeric';
  /** True if the filter walks one list per value, `field/value`. */
  readonly listed?: true;
}

/** The filters of a type by parameter, those that leave the fewest objects first. */
export type ListFilters<T> = Readonly<Record<string, ListFilter<T>>>;

/** The filters of one call. Bounds of a range are inclusive; undefined filters nothing. */
export type Where = Readonly<Record<string, string | boolean | ValueRange | undefined>>;

export interface ValueRange {
  readonly from?: number;
  readonly to?: number;
}
