import type { Canary } from './canaries.js';

/** Whoever looks at answers in search of canaries that the reader may not see. */
export class Recorder<Reader extends { readonly name: string }> {
  private leaks: string[] = [];
  private readonly sightings = new Map<string, Set<string>>();

  /** By their first letters, of which there are few: most answers hold none of them. */
  private readonly flocks: ReadonlyMap<string, readonly Canary[]>;

  constructor(
    canaries: readonly Canary[],
    private readonly maySee: (reader: Reader, canary: Canary) => boolean,
  ) {
    const flocks = new Map<string, Canary[]>();
    for (const canary of canaries) {
      const start = canary.text.slice(0, 4);
      flocks.set(start, [...(flocks.get(start) ?? []), canary]);
    }
    this.flocks = flocks;
  }

  /**
   * Looks at all that came back. What the reader sent is not held against the answer: who asks for a name knows it, and
   * whether anybody of that name was found is another question.
   */
  look(
    reader: Reader,
    request: { label: string; sent: string },
    answer: { text: string; headers?: string },
  ): void {
    const text = `${answer.headers ?? ''}\n${answer.text}`;
    const near = [...this.flocks].flatMap(([start, flock]) => (text.includes(start) ? flock : []));
    for (const canary of near) {
      if (!text.includes(canary.text) || request.sent.includes(canary.text)) continue;
      if (this.maySee(reader, canary)) this.saw(reader, canary);
      else
        this.leaks.push(
          `${reader.name} saw ${canary.text} (${canary.group}) in the answer to ${request.label}`,
        );
    }
  }

  /** Each forbidden canary that was seen since the last time, in words. */
  takeLeaks(): string[] {
    return this.leaks.splice(0);
  }

  /** Whether the reader has been seen to read the canary. */
  hasSeen(reader: Reader, canary: Canary): boolean {
    return this.sightings.get(reader.name)?.has(canary.text) ?? false;
  }

  private saw(reader: Reader, canary: Canary): void {
    const seen = this.sightings.get(reader.name) ?? new Set();
    this.sightings.set(reader.name, seen.add(canary.text));
  }
}
