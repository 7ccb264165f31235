import type { NameSetting, NumberSetting, SettingValues, Source, SourceSetting } from './source.ts';

/**
 * A value for every setting of a source: those given, the defaults for the others.
 *
 * @throws RangeError where there is no such setting, or a value is not allowed.
 */
export function completeSettings(source: Source, given: SettingValues): SettingValues {
  const values: Record<string, number | string> = {};
  for (const setting of source.settings) {
    if (setting.default !== undefined) values[setting.name] = setting.default;
  }
  for (const name of Object.keys(given)) {
    const value = given[name] as number | string;
    const setting = source.settings.find((candidate) => candidate.name === name);
    if (!setting) {
      const names = source.settings.map((candidate) => candidate.name);
      throw new RangeError(
        `there is no argument ${name} of ${source.name}; ${names.length > 0 ? `there is ${names.join(', ')}` : 'it takes none'}`,
      );
    }
    const complaint = settingComplaint(setting, value);
    if (complaint !== undefined) throw new RangeError(complaint);
    values[name] = value;
  }
  return values;
}

/** What is wrong with a value and what is right; undefined where it is allowed. */
export function settingComplaint(setting: SourceSetting, value: number | string): string | undefined {
  return setting.kind === 'name' ? nameComplaint(setting, value) : numberComplaint(setting, value);
}

function nameComplaint(
  { name, choices, default: usual }: NameSetting,
  value: number | string,
): string | undefined {
  if (choices.some((choice) => choice.name === value)) return undefined;
  return `${name} is one of ${choices.map((choice) => choice.name).join(', ')}, not ${value}; its default is ${usual}`;
}

function numberComplaint(setting: NumberSetting, value: number | string): string | undefined {
  const { name, range, whole, default: usual, automatic } = setting;
  const { minimum, maximum, open } = range;
  const number = typeof value === 'number' ? value : Number.NaN;
  const inside = (open === 'minimum' ? number > minimum : number >= minimum) && number <= maximum;
  if (inside && (!whole || Number.isInteger(number))) return undefined;
  const bounds =
    maximum === Number.MAX_VALUE
      ? `${open === 'minimum' ? 'above' : 'from'} ${minimum}${open === 'minimum' ? '' : ' up'}`
      : `from ${minimum} to ${maximum}`;
  return `${name} is a ${whole ? 'whole ' : ''}number ${bounds}, not ${value}; its default is ${usual ?? automatic}`;
}
