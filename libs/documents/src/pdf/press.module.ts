import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { PdfPress } from './pdf.press.js';

/** One press for the whole process, for papers that somebody waits for. */
@Global()
@Module({
  providers: [{ provide: PdfPress, useFactory: () => new PdfPress() }],
  exports: [PdfPress],
})
export class PressModule implements OnApplicationShutdown {
  constructor(private readonly press: PdfPress) {}

  onApplicationShutdown(): void {
    this.press.close();
  }
}
