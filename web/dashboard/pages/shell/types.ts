/** A parameter of an operation, as the contract has it. */
export interface Field {
  readonly name: string;
  readonly kind: string;
  readonly required: boolean;
  readonly values?: readonly string[];
  readonly fields?: readonly Field[];
}

export interface OperationEntry {
  readonly id: string;
  readonly built: boolean;
}

/** Values by the path of their parameter, such as `metadata[order]`. */
export type Values = Readonly<Record<string, string>>;
