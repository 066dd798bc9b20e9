import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';

/** Whether new requests should be sent here: no longer once the process has been asked to stop. */
@Injectable()
export class Readiness implements BeforeApplicationShutdown {
  open = true;

  beforeApplicationShutdown(): void {
    this.open = false;
  }
}
