import { StreamableFile } from '@nestjs/common';

/** What OpenAPI says of a PDF. */
export const pdfSchema = { schema: { type: 'string', format: 'binary' } } as const;

/** A PDF as a download; a name of letters and digits, nothing about anybody. */
export function pdfAnswer(content: Buffer, name: string): StreamableFile {
  return new StreamableFile(content, {
    type: 'application/pdf',
    length: content.length,
    disposition: `attachment; filename="${name}.pdf"`,
  });
}
