import type { Reader } from './setting.readers.js';

/** What one environment variable is called, means, and is when nobody says anything. */
export interface SettingDescription<T> {
  variable: string;
  read: Reader<T>;
  /** The value when the variable is not set; without one the field stays undefined or is worked out by Config. */
  standard?: string;
  /** Shown in .env.example where there is no standard value. */
  example?: string;
  says: string;
}

const described = new Map<string, SettingDescription<unknown>>();

/** Binds a field of Config to an environment variable; the type of the field is what the reader returns. */
export function Setting<T>(description: SettingDescription<T>) {
  return <Field extends string>(_target: Partial<Record<Field, T>>, field: Field): void => {
    described.set(field, description);
  };
}

/** Every setting by the name of its field, in the order of the class. */
export function settings(): ReadonlyMap<string, SettingDescription<unknown>> {
  return described;
}
