import { codeOf, type Logger, Rhythm } from '#libs/platform';
import type { SavedSearchTelling } from './saved-search.telling.js';

/** Looks every quarter of an hour whether something new fits a saved search: what no event told, a list that was taken over or a lost worker. */
export class SavedSearchRound {
  private readonly rhythm: Rhythm;

  constructor(telling: SavedSearchTelling, log: Logger, every: number) {
    const warn = (error: unknown) => log.warn({ code: codeOf(error) }, 'saved search trouble');
    this.rhythm = new Rhythm(every, () => telling.round(every / 2), warn);
  }

  start(): void {
    this.rhythm.start();
  }

  async stop(): Promise<void> {
    await this.rhythm.stop();
  }
}
