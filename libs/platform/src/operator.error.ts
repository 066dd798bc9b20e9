/** Something that the person who runs the portal can mend: shown as its one sentence, never as a stack trace. */
export abstract class OperatorError extends Error {
  constructor(sentence: string, cause?: unknown) {
    super(sentence, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
  }
}
