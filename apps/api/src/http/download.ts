import { applyDecorators, Header, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { extensionOf, fileTypeCodes, type OpenFile } from '#libs/people';

/** What somebody uploaded is never opened inside the portal's own pages: whatever it holds may do nothing there. */
export function SendsUpload(types: readonly string[] = fileTypeCodes): MethodDecorator {
  return applyDecorators(
    Header('content-security-policy', "default-src 'none'; sandbox"),
    Header('x-content-type-options', 'nosniff'),
    ApiProduces(...types),
    ApiOkResponse({ schema: { type: 'string', format: 'binary' } }),
  );
}

/** A file as a download (RFC 6266), under a name of ours and not under the one that it had where it came from. */
export function asDownload({ id, contentType, octets, content }: OpenFile): StreamableFile {
  const name = `attachment-${id.slice(-6)}.${extensionOf(contentType)}`;
  return new StreamableFile(content, {
    type: contentType,
    length: octets,
    disposition: `attachment; filename="${name}"`,
  });
}
