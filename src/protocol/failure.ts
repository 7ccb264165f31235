/** Why a call could not be answered. */
export interface Failure {
  /** A sentence: what went wrong and what to do. */
  readonly message: string;
  /** `cancelled` by the caller; `input` the request makes no sense; `internal` a defect of ours. */
  readonly kind: 'cancelled' | 'input' | 'internal';
}
