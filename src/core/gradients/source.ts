/** A setting of a gradient source that the user may choose. */
export interface SourceSetting {
  readonly name: string;
  readonly default: number;
  readonly range: { readonly minimum: number; readonly maximum: number };
  readonly whole: boolean;
  /** What it does, a clause without a full stop. */
  readonly meaning: string;
}

/** Where a first-order method may have its gradient from. */
export interface Source {
  /** As in `.gd`: `backprop`. */
  readonly name: string;
  readonly title: string;
  readonly settings: readonly SourceSetting[];
  readonly reference: string;
}
