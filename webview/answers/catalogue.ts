import type {
  Catalogue,
  CatalogueEntry,
  CatalogueMethod,
  CatalogueSetting,
} from '../../src/core/catalogue/catalogue.ts';
import type { SettingScale } from '../../src/core/catalogue/setting-scale.ts';
import type { StopCondition } from '../../src/core/run/stop-conditions.ts';
import { count, type Decoder, either, finite, flag, list, oneOf, record, text } from '../decode.ts';

/** No bound is an infinity, which becomes null on the way through JSON. */
const orInfinity =
  (infinity: number): Decoder<number> =>
  (value, path) =>
    value === null ? infinity : typeof value === 'number' ? value : finite(value, path);

const upper = orInfinity(Number.POSITIVE_INFINITY);

const scale = record<SettingScale>({
  kind: oneOf('linear', 'logarithmic', 'complement'),
  low: finite,
  high: finite,
  zero: flag,
  infinite: flag,
  whole: flag,
});

const settingParts = record<
  Omit<CatalogueSetting, 'default' | 'automatic' | 'scale' | 'choices'>,
  Required<Pick<CatalogueSetting, 'automatic' | 'scale' | 'choices'>>
>(
  { name: text, symbol: text, meaning: text, range: text },
  {
    automatic: text,
    scale,
    choices: list(
      record<NonNullable<CatalogueSetting['choices']>[number]>({ value: either(finite, text), label: text }),
    ),
  },
);

const setting: Decoder<CatalogueSetting> = (value, path) => {
  const { default: usual } = value as { default?: unknown };
  return {
    ...settingParts(value, path),
    ...(usual !== undefined && { default: either(upper, text)(usual, `${path}.default`) }),
  };
};

const order: Decoder<0 | 1 | 2> = (value, path) => {
  const read = count(value, path);
  if (read !== 0 && read !== 1 && read !== 2) throw new TypeError(`${path} is not 0, 1 or 2`);
  return read;
};

const method = record<Omit<CatalogueMethod, 'search'>, { search: string }>(
  {
    name: text,
    title: text,
    formula: text,
    reference: text,
    order,
    settings: list(setting),
    rates: record<CatalogueMethod['rates']>({ number: flag, search: flag }),
    gradient: flag,
  },
  { search: text },
);

const entry = record<CatalogueEntry>({ name: text, title: text, settings: list(setting) });

const condition = record<StopCondition>({
  name: oneOf(
    'decrease',
    'relativeDecrease',
    'gradient',
    'step',
    'target',
    'iterations',
    'evaluations',
    'time',
  ),
  written: text,
  sign: oneOf('<', '='),
  minimum: orInfinity(Number.NEGATIVE_INFINITY),
  whole: flag,
  usual: finite,
  meaning: text,
});

/** Reads all that can be chosen for a run. */
export const catalogue = record<Catalogue>({
  methods: list(method),
  searches: list(entry),
  sources: list(entry),
  conditions: list(condition),
});
