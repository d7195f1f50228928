/** What can go wrong below the recovery store. Messages say what to do; none holds a stored value. */
export class RecoveryStoreError extends Error {
  override readonly name = 'RecoveryStoreError';
  readonly kind: 'full' | 'damaged' | 'tooNew' | 'otherKey' | 'inUse' | 'failed';

  constructor(kind: RecoveryStoreError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}
