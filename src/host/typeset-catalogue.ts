import { type Catalogue, type CatalogueSetting, catalogue } from '../core/catalogue/catalogue.ts';
import { typeset } from './formula.ts';

let made: Promise<Catalogue> | undefined;

/** All that can be chosen for a run, with its formulas as MathML; made once. */
export function typesetCatalogue(): Promise<Catalogue> {
  made ??= typesetAll(catalogue());
  return made;
}

async function typesetAll({ methods, searches, sources, conditions }: Catalogue): Promise<Catalogue> {
  const withSettings = async <T extends { readonly settings: readonly CatalogueSetting[] }>(entry: T) => ({
    ...entry,
    settings: await Promise.all(
      entry.settings.map(async (each) => ({ ...each, symbol: await typeset(each.symbol) })),
    ),
  });
  return {
    methods: await Promise.all(
      methods.map(async (method) => withSettings({ ...method, formula: await typeset(method.formula) })),
    ),
    searches: await Promise.all(searches.map(withSettings)),
    sources: await Promise.all(sources.map(withSettings)),
    conditions,
  };
}
