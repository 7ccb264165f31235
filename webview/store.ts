/** A value that can be watched. */
export interface Store<T> {
  get(): T;
  /** Replaces some properties; watchers hear of it once, in the next frame at the latest. */
  set(change: Partial<T>): void;
  /** Calls back after every change, with the names of what changed. */
  watch(listener: (value: T, changed: ReadonlySet<keyof T>) => void): void;
}

/** A store whose watchers run at most once per frame, however often it changes. */
export function createStore<T extends object>(initial: T): Store<T> {
  let value = initial;
  let changed = new Set<keyof T>();
  const listeners: ((value: T, changed: ReadonlySet<keyof T>) => void)[] = [];
  const notify = () => {
    const names = changed;
    changed = new Set();
    for (const listener of listeners) listener(value, names);
  };
  return {
    get: () => value,
    set(change) {
      const names = (Object.keys(change) as (keyof T)[]).filter(
        (name) => !Object.is(value[name], change[name]),
      );
      if (names.length === 0) return;
      value = { ...value, ...change };
      if (changed.size === 0) requestAnimationFrame(notify);
      for (const name of names) changed.add(name);
    },
    watch(listener) {
      listeners.push(listener);
    },
  };
}
