import type { PageTheme } from '../theme.ts';
import { button } from '../ui/controls.ts';
import { element, setText } from '../ui/dom.ts';
import type { ViewPage } from '../views/view.ts';
import type { Clock } from './pace.ts';
import type { Race } from './race.ts';

/** What is to be recorded. */
export interface VideoSource {
  readonly race: Race;
  readonly clock: Clock;
  readonly theme: PageTheme;
  /** In milliseconds. */
  readonly duration: number;
}

/** Records the race as a video for the host to save; absent where the browser encodes none. */
export class VideoButton {
  readonly element = element('span', { class: 'video' });
  readonly #page: ViewPage;
  readonly #source: () => VideoSource | undefined;
  readonly #button;
  readonly #note = element('span', { class: 'note', role: 'status' });
  #recording: AbortController | undefined;

  constructor(page: ViewPage, source: () => VideoSource | undefined) {
    this.#page = page;
    this.#source = source;
    this.#button = button('Save video …', () =>
      this.#recording ? this.#recording.abort() : void this.#record(),
    );
    if (typeof VideoEncoder !== 'undefined') this.element.append(this.#button.element, this.#note);
  }

  async #record(): Promise<void> {
    const source = this.#source();
    if (!source) return;
    const recording = new AbortController();
    this.#recording = recording;
    this.#button.element.textContent = 'Cancel';
    try {
      const [{ recordRace }, { videoPicture }] = await Promise.all([
        import('./video.ts'),
        import('./video-frame.ts'),
      ]);
      const { race, clock, theme, duration } = source;
      const picture = videoPicture(this.#page.store.get(), race, clock, theme);
      const content =
        picture &&
        (await recordRace({
          background: picture.background,
          paint: (context, share) => picture.paint(context, share),
          duration,
          signal: recording.signal,
          progress: (share) => setText(this.#note, `Recording … ${Math.round(share * 10) * 10} %`),
        }));
      if (content)
        this.#page.post({ type: 'export', what: 'view', name: 'race', format: 'webm', to: 'file', content });
      setText(this.#note, '');
    } catch (error) {
      setText(this.#note, error instanceof Error ? error.message : String(error));
    }
    this.#recording = undefined;
    this.#button.element.textContent = 'Save video …';
  }
}
