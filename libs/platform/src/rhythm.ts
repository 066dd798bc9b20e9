/**
 * Does one thing again and again, never twice at the same time, until it is stopped. Whoever knows that there is something
 * to do rings, and it happens at once.
 */
export class Rhythm {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private rung = false;
  private stopped = false;

  /** `every` is the rest between two beats, in milliseconds. */
  constructor(
    private readonly every: number,
    private readonly beat: () => Promise<void>,
    private readonly onTrouble: (error: unknown) => void,
  ) {}

  start(): void {
    this.ring();
  }

  /** Makes the next beat come now; during a beat, right after it. */
  ring(): void {
    if (this.stopped) return;
    this.rung = true;
    if (this.running) return;
    clearTimeout(this.timer);
    this.running = this.beatUntilQuiet().finally(() => {
      this.running = undefined;
      // Somebody may have rung after the last look and before this line.
      if (!this.stopped) this.timer = setTimeout(() => this.ring(), this.rung ? 0 : this.every);
    });
  }

  /** Ends after the present beat. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async beatUntilQuiet(): Promise<void> {
    while (this.rung && !this.stopped) {
      this.rung = false;
      try {
        await this.beat();
      } catch (error) {
        this.onTrouble(error);
      }
    }
  }
}
