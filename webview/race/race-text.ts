import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import { formatNumber } from '../../src/core/figures/format-number.ts';
import { objectiveFigure } from '../../src/core/figures/objective-figure.ts';
import type { SvgElement } from '../../src/core/figures/svg.ts';
import { REASON_LABELS } from '../../src/core/run/reason-label.ts';
import type { Standing } from '../../src/core/run/standings.ts';
import type { Table } from '../../src/core/table.ts';
import type { Model } from '../model.ts';
import { runStyle } from '../run-groups.ts';
import { element } from '../ui/dom.ts';
import { boardPlaces, placeKey } from './board-places.ts';
import { entrantOf } from './race.ts';

const WIDTH = 800;
/** More runs than this are not named below the figure. */
const MOST_NAMED = 24;

/** The moment of a race as a standalone figure: the ways so far, and below them the runs in their order. */
export function raceFigure(
  { objective, picture }: Model,
  standings: readonly Standing[],
  moment: string,
  theme: FigureTheme,
): SvgElement | undefined {
  if (!objective || !picture) return undefined;
  const places = boardPlaces(standings);
  const runs = places.flatMap((place, rank) =>
    standings
      .filter((standing) => placeKey(standing) === place.key)
      .map((standing, member) => {
        const { view, trace, crowd } = entrantOf(standing);
        const what = crowd > 0 ? `${place.title}, ${place.detail}` : view.plan.text;
        const state = place.state && `, ${place.state.replace(/^. /u, '')}`;
        return {
          trace: { ...trace, length: standing.entry + 1 },
          style: runStyle(view, theme.series),
          crowded: crowd > 0,
          // One row of the legend for each row of the board.
          ...(member === 0 &&
            rank < MOST_NAMED && {
              label: `${rank + 1}.  ${what}   ${objective.name} = ${formatNumber(place.f, 4)}${state}`,
            }),
        };
      }),
  );
  return objectiveFigure({
    field: picture.field,
    contours: picture.contours,
    runs,
    coordinates: objective.coordinates,
    name: objective.name,
    title: `${objective.text}: ${moment}`,
    theme,
    width: WIDTH,
  });
}

/** The moment as numbers: a row per run, in their order. */
export function raceTable(name: string, standings: readonly Standing[]): Table {
  return {
    columns: ['rank', 'run', 'iteration', 'evaluations', name, 'distance to the best', 'state'],
    rows: standings.map((standing, rank) => {
      const { view, trace } = entrantOf(standing);
      const { entry, f, distance } = standing;
      const counts = [trace.iteration[entry] as number, trace.evaluations[entry] as number];
      return [rank + 1, view.plan.text, ...counts, f, distance, stateOf(standing)];
    }),
  };
}

/** The moment in words and as a table, for those who do not see it. */
export function describeRace(
  name: string,
  maximized: boolean,
  standings: readonly Standing[],
  moment: string,
): Node[] {
  const leader = standings[0];
  if (!leader) return [];
  const ended = standings.filter(({ finished }) => finished).length;
  const sentence = `At ${moment} ${entrantOf(leader).view.plan.text} leads with ${name} = ${formatNumber(leader.f, 4)}; ${ended} of ${standings.length} runs have ended.`;
  const rows = standings.map((standing, rank) => {
    const { view } = entrantOf(standing);
    const cells = [
      formatNumber(standing.f, 4),
      formatNumber(standing.distance, 3),
      stateOf(standing) || 'on its way',
    ];
    return element(
      'tr',
      {},
      element('td', {}, String(rank + 1)),
      element('th', { scope: 'row' }, view.plan.text),
      ...cells.map((cell) => element('td', {}, cell)),
    );
  });
  const heads = ['Rank', 'Run', name, maximized ? 'Below the best' : 'Above the best', 'State'];
  return [
    element('p', {}, sentence),
    element(
      'table',
      { 'aria-label': 'Standings' },
      element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head)))),
      element('tbody', {}, ...rows),
    ),
  ];
}

function stateOf({ finished, racer: { result } }: Standing): string {
  return finished && result ? REASON_LABELS[result.reason] : '';
}
