import type { FigureTheme } from '../../src/core/figures/figure-theme.ts';
import type { SvgElement } from '../../src/core/figures/svg.ts';
import type { Table } from '../../src/core/table.ts';
import { differs } from '../differs.ts';
import type { Transport } from '../keyboard.ts';
import { currentIteration, type Model } from '../model.ts';
import { LeaderBoard } from '../race/board.ts';
import { RaceCanvases } from '../race/canvases.ts';
import { type Clock, paceFor, placeOf, shareOf } from '../race/pace.ts';
import type { RacePicture } from '../race/painter.ts';
import { RacePlayer } from '../race/player.ts';
import { type Race, raceOf } from '../race/race.ts';
import { RaceField } from '../race/race-field.ts';
import { type RaceOptions, raceOptions, withRaceOptions } from '../race/race-options.ts';
import { describeRace, raceFigure, raceTable } from '../race/race-text.ts';
import { momentText, RaceTransport } from '../race/transport.ts';
import { VideoButton } from '../race/video-button.ts';
import { prefersReducedMotion } from '../reduced-motion.ts';
import type { PageTheme } from '../theme.ts';
import { element, setText } from '../ui/dom.ts';
import type { View, ViewPage } from './view.ts';

/** A race at its usual speed takes so long, in milliseconds; one of few steps less. */
const LONGEST = 9000;
const SHORTEST = 2000;
const PER_STEP = 450;
/** As in the style sheet, in pixels: rows of the board, and its head. */
const BOARD_ROW = 42;
const BOARD_HEAD = 30;
const BOARD_REST = 24;

/** All runs at once on one picture of the objective, with their order. */
export class RaceView implements View {
  readonly element: HTMLElement;
  readonly transport: Transport;
  readonly #page: ViewPage;
  readonly #field = new RaceField();
  readonly #plot;
  readonly #canvases = new RaceCanvases();
  readonly #board = new LeaderBoard();
  readonly #controls;
  readonly #note = element('span', { class: 'note' });
  readonly #description = element('div', { class: 'visually-hidden' });
  readonly #player;
  #size = { width: 0, height: 0 };
  /** Of the race's duration, while it is played or scrubbed; kept with the options besides. */
  #share = 1;
  #race: Race | undefined;
  #picture: RacePicture | undefined;
  #drawnRace: readonly unknown[] = [];
  #described: readonly unknown[] = [];

  constructor(page: ViewPage) {
    this.#page = page;
    this.#player = new RacePlayer(
      (share) => this.#move(share),
      () => this.#keep(),
    );
    const seek = (share: number) => {
      this.#player.stop();
      this.#move(Math.min(1, Math.max(0, share)));
      this.#keep();
    };
    const step = (by: number) => {
      const clock = this.#clock();
      if (!clock) return;
      const place = this.#place(clock);
      const { axis } = this.#options();
      const next = axis === 'time' ? placeOf(clock, this.#share + by / 100) : Math.round(place) + by;
      seek(shareOf(clock, Math.max(0, next)));
    };
    const togglePlay = () => {
      const clock = this.#clock();
      if (!clock || !this.#race) return;
      if (this.#player.playing) return seek(this.#share);
      this.#player.start(this.#share >= 1 ? 0 : this.#share, this.#duration(clock));
      this.#page.redraw();
    };
    this.transport = { togglePlay, step, show: (k) => seek(k > 0 ? 1 : 0) };
    this.#controls = new RaceTransport({
      togglePlay,
      step,
      seek,
      raceBy: (axis) => this.#choose({ axis, share: 1 }),
      pace: (pace) => this.#choose({ pace }),
      speed: (speed) => this.#choose({ speed }),
    });
    const video = new VideoButton(page, () => {
      const [race, picture, clock] = [this.#race, this.#picture, this.#clock()];
      return race && picture && clock
        ? { race, clock, theme: picture.theme, duration: this.#duration(clock) }
        : undefined;
    });
    this.#plot = element('div', { class: 'plot', role: 'img' }, ...this.#canvases.elements);
    this.#plot.prepend(this.#field.element);
    this.element = element(
      'figure',
      { class: 'race', 'aria-label': 'Race' },
      this.#plot,
      this.#board.element,
      this.#controls.element,
      element('figcaption', {}, this.#controls.options, video.element, this.#note),
      this.#description,
    );
    const observer = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      if (width === 0) return;
      const device = entry?.devicePixelContentBoxSize?.[0];
      this.#canvases.resize(width, height, [
        devicePixels(width, device?.inlineSize),
        devicePixels(height, device?.blockSize),
      ]);
      this.#size = { width, height };
      page.resizePlane(width, height);
      page.redraw();
    });
    observer.observe(this.#plot, { box: 'device-pixel-content-box' });
  }

  draw(model: Model, theme: PageTheme): void {
    const { picture, objective, runs, hidden, k } = model;
    if (model.playing) this.#page.show(currentIteration(model));
    if (!picture || !objective || this.#size.width === 0) return;
    const { axis } = this.#options();
    const { width, height } = this.#size;
    const key = [picture, runs, hidden, axis, theme, width, height];
    if (differs(key, this.#drawnRace)) {
      this.#drawnRace = key;
      this.#race = raceOf(model, axis, theme.series);
      this.#picture = this.#field.layOut(model, this.#race, this.#size, theme);
    }
    const [race, drawing, clock] = [this.#race, this.#picture, this.#clock()];
    if (!race || !drawing || !clock) return;
    if (!this.#player.playing) {
      const share = axis === 'iteration' ? shareOf(clock, currentIteration(model)) : this.#options().share;
      // Between two iterations the clock stays where it was stopped.
      if (axis !== 'iteration' || k === undefined || Math.floor(this.#place(clock)) !== k)
        this.#share = share;
    }
    this.#paint(model, theme);
  }

  figure(theme: FigureTheme): SvgElement | undefined {
    const clock = this.#clock();
    if (!this.#race || !clock) return undefined;
    const standings = this.#race.standings(this.#place(clock));
    return raceFigure(this.#page.store.get(), standings, this.#moment(clock), theme);
  }

  data(): Table | undefined {
    const clock = this.#clock();
    const { objective } = this.#page.store.get();
    if (!this.#race || !clock || !objective) return undefined;
    return raceTable(objective.name, this.#race.standings(this.#place(clock)));
  }

  #options(): RaceOptions {
    return raceOptions(this.#page.store.get());
  }

  #choose(change: Partial<RaceOptions>): void {
    this.#player.stop();
    const { store } = this.#page;
    store.set(withRaceOptions(store.get(), change));
  }

  #clock(): Clock | undefined {
    const race = this.#race;
    if (!race || race.entrants.length === 0) return undefined;
    return { end: race.end, unit: race.unit, pace: this.#options().pace ?? paceFor(race.ends) };
  }

  /** The place shown; with reduced motion, and where rounding has missed it by a little, a whole number on an axis of them. */
  #place(clock: Clock): number {
    const place = placeOf(clock, this.#share);
    if (this.#race?.axis === 'time') return place;
    const whole = Math.round(place);
    return prefersReducedMotion() || Math.abs(place - whole) < 1e-6 ? whole : place;
  }

  /** How long the whole race takes, in milliseconds. */
  #duration({ end }: Clock): number {
    const { axis, speed } = this.#options();
    const steps = axis === 'time' ? Number.POSITIVE_INFINITY : end;
    return Math.min(LONGEST, Math.max(SHORTEST, steps * PER_STEP)) / speed;
  }

  #moment(clock: Clock): string {
    return momentText(this.#options().axis, this.#place(clock), clock.end);
  }

  /** Shows a share of the race; other views follow where it counts iterations. */
  #move(share: number): void {
    this.#share = share;
    const clock = this.#clock();
    const { store, show } = this.#page;
    if (clock && this.#race?.axis === 'iteration') {
      const k = Math.floor(this.#place(clock));
      if (k !== currentIteration(store.get())) show(k);
    }
    if (this.#player.playing) this.#page.redraw();
  }

  /** Keeps the moment over a reload. */
  #keep(): void {
    const { store } = this.#page;
    if (this.#race?.axis !== 'iteration') store.set(withRaceOptions(store.get(), { share: this.#share }));
    this.#page.redraw();
  }

  #paint(model: Model, theme: PageTheme): void {
    const [race, drawing, clock] = [this.#race, this.#picture, this.#clock()];
    const { objective } = model;
    if (!race || !drawing || !clock || !objective) return;
    const place = this.#place(clock);
    const standings = race.standings(place);
    this.#canvases.paint(drawing, standings, place);
    const room = Math.max(4, Math.floor((this.#size.height - BOARD_HEAD - BOARD_REST) / BOARD_ROW));
    const maximized = objective.sense === 'maximize';
    this.#board.draw(standings, objective.name, room, theme, [race, theme]);
    const { speed } = this.#options();
    this.#controls.draw({
      axis: race.axis,
      pace: clock.pace,
      speed,
      share: this.#share,
      place,
      end: clock.end,
      playing: this.#player.playing,
      empty: false,
    });
    setText(this.#note, noteOf(race));
    this.#plot.setAttribute('aria-label', `Race on ${objective.name}, runs: ${race.entrants.length}`);
    if (this.#player.playing) return;
    const described = [race, place];
    if (!differs(described, this.#described)) return;
    this.#described = described;
    this.#description.replaceChildren(
      ...describeRace(objective.name, maximized, standings, this.#moment(clock)),
    );
  }
}

function noteOf({ axis, waiting }: Race): string {
  if (axis !== 'time') return '';
  const left = waiting > 0 ? ` ${waiting} that still go on are left out.` : '';
  return `The measured time of each run is spread evenly over its evaluations; short times are noisy.${left}`;
}

/** A length in pixels of the screen: what the browser says, unless it contradicts its own ratio, as where a ratio is only played. */
function devicePixels(length: number, told: number | undefined): number {
  const reckoned = length * devicePixelRatio;
  return told !== undefined && Math.abs(told - reckoned) <= 1 ? told : Math.round(reckoned);
}
