/** The engine would not set the document: a mistake in the template or in its pictures. Trying again would not help. */
export class PdfRefused extends Error {
  readonly code = 'pdf.refused';

  /** `saying` is for whoever writes templates; it may quote the data, so it goes into no log. */
  constructor(readonly saying: string) {
    super('pdf.refused');
    this.name = new.target.name;
  }
}

/** Setting the document took longer than it may. */
export class PdfTooSlow extends Error {
  readonly code = 'pdf.too_slow';

  constructor() {
    super('pdf.too_slow');
    this.name = new.target.name;
  }
}

/** The process that set the document ended in the middle of it. */
export class PdfBroken extends Error {
  readonly code = 'pdf.broken';

  constructor() {
    super('pdf.broken');
    this.name = new.target.name;
  }
}
