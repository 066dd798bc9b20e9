import { Hopeless } from '../queue/hopeless.js';

/** The mail can never be delivered: the server refused it for good (5xx), or there is no address to send it to. */
export class MailRefused extends Hopeless {}

/** What should be an address is none, or more than one. */
export class AddressRefused extends MailRefused {
  constructor() {
    super('mail.address');
  }
}

/** The server asks to try this mail again later (4xx). */
export class MailDeferred extends Error {
  constructor(readonly code: string) {
    super(code);
    this.name = new.target.name;
  }
}

/** The server cannot be reached, hangs, or lets nobody in: no mail would get through now. */
export class MailServerAway extends MailDeferred {}
