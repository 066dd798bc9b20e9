/**
 * Trying again would not help: the job ends here and its promise becomes a dead letter. The code is stored in the queue
 * and in the outbox, so it carries no personal data.
 */
export class Hopeless extends Error {
  constructor(readonly code: string) {
    super(code);
    this.name = new.target.name;
  }
}
