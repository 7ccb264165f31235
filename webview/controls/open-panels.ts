import type { PlanView } from '../../src/protocol/worker.ts';
import { count, list } from '../decode.ts';
import { followPlaces } from '../follow-places.ts';
import type { Model } from '../model.ts';
import { optionOf, withOption } from '../option-of.ts';

const OPTION = 'controls';
const places = list(count);

/** The methods whose controls are open, by their places in the experiment. */
export const openPanels = (model: Pick<Model, 'options'>): readonly number[] =>
  optionOf(model, OPTION, places, []);

/** Opens the controls of a method, or closes them. */
export function withPanelToggled(model: Pick<Model, 'options'>, group: number): Pick<Model, 'options'> {
  const open = openPanels(model);
  const next = open.includes(group) ? open.filter((each) => each !== group) : [...open, group];
  return withOption(model, OPTION, next);
}

/** What is open stays open: where methods are added or removed, the controls of the same methods. */
export function followPanels(
  model: Pick<Model, 'options' | 'plan'>,
  plan: PlanView | undefined,
): Partial<Pick<Model, 'options'>> {
  const open = openPanels(model);
  if (!plan || !model.plan || open.length === 0) return {};
  const follow = followPlaces(textsOf(model.plan), textsOf(plan));
  const followed = open.flatMap((group) => follow(group) ?? []);
  const same = followed.length === open.length && followed.every((group, at) => group === open[at]);
  return same ? {} : withOption(model, OPTION, followed);
}

const textsOf = ({ groups }: PlanView): string[] => groups.map(({ text }) => text);
