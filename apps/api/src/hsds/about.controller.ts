import {
  Controller,
  Get,
  Header,
  Param,
  Req,
  Res,
  StreamableFile,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HsdsBulkFile, HsdsFeedFacts } from '#libs/directory';
import { Clock, Config, NotFound } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { PublicPaceGuard } from '../http/public-pace.guard.js';
import { BulkPaceGuard } from './bulk-pace.guard.js';
import { byteRange, isSameFile } from './byte-range.js';
import { dataLicense, dcatCatalog } from './catalog.js';
import { OpenDataInterceptor } from './open-data.interceptor.js';
import { hsdsOpenApi } from './profile/openapi.js';
import {
  hsdsVersion,
  type MergePatch,
  profileFiles,
  profileVersion,
  schemaPatches,
} from './profile/patches.js';
import { profilePage } from './profile/profile.page.js';
import { publishedSchema } from './profile/published-schema.js';

/** What the open data says of itself: version, profile, schemas, catalogue; and the whole of it in one file. */
@ApiExcludeController()
@Controller('hsds')
@UseGuards(PublicPaceGuard)
@UseInterceptors(OpenDataInterceptor)
export class AboutHsdsController {
  private readonly root: string;

  constructor(
    private readonly bulk: HsdsBulkFile,
    private readonly facts: HsdsFeedFacts,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.root = `${config.publicUrl}/hsds`;
  }

  @Get()
  @For('public')
  about(): object {
    const { root } = this;
    return {
      version: hsdsVersion,
      profile: `${root}/profile`,
      openapi_url: `${root}/openapi.json`,
      profile_version: profileVersion,
      license_url: dataLicense.path,
      catalog_url: `${root}/catalog.jsonld`,
      bulk_url: `${root}/bulk/hsds.zip`,
    };
  }

  @Get('openapi.json')
  @For('public')
  openApi(): object {
    return hsdsOpenApi(this.root);
  }

  @Get('profile')
  @For('public')
  @Header('content-type', 'text/html; charset=utf-8')
  async profile(): Promise<string> {
    return profilePage(this.root, await this.facts.current());
  }

  @Get('profile/:file')
  @For('public')
  profileFile(@Param('file') file: string): MergePatch {
    return patchIn(profileFiles, file);
  }

  @Get('schema/:file')
  @For('public')
  @Header('content-type', 'application/schema+json; charset=utf-8')
  schema(@Param('file') file: string): object {
    return publishedSchema(nameIn(file), patchIn(schemaPatches, file), `${this.root}/schema`);
  }

  @Get('catalog.jsonld')
  @For('public')
  @Header('content-type', 'application/ld+json; charset=utf-8')
  async catalog(): Promise<object> {
    return dcatCatalog({ root: this.root, ...(await this.facts.current()) });
  }

  @Get('bulk/hsds.zip')
  @For('public')
  @UseGuards(BulkPaceGuard)
  async zip(
    @Req() { headers }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | string> {
    const { handle, octets, tag } = await this.bulk.open(async () => ({
      title: `${(await this.facts.current()).network} 就労支援機関オープンデータ`,
      license: dataLicense,
      created: this.clock.now().toISOString(),
      profile: `${this.root}/profile`,
    }));
    const etag = `"${tag}"`;
    void reply.header('etag', etag).header('accept-ranges', 'bytes');
    const asked = isSameFile([headers['if-range']].flat()[0], etag) ? headers.range : undefined;
    const part = byteRange(asked, octets);
    if (part === 'beyond') {
      await handle.close();
      void reply.status(416).header('content-range', `bytes */${octets}`);
      return '';
    }
    const { start, end } = part === 'whole' ? { start: 0, end: octets - 1 } : part;
    if (part !== 'whole') void reply.status(206).header('content-range', `bytes ${start}-${end}/${octets}`);
    return new StreamableFile(handle.createReadStream({ start, end }), {
      type: 'application/zip',
      disposition: 'attachment; filename="hsds.zip"',
      length: end - start + 1,
    });
  }
}

function nameIn(file: string): string {
  return file.replace(/\.json$/, '');
}

/** @throws {NotFound} */
function patchIn(files: Readonly<Record<string, MergePatch>>, file: string): MergePatch {
  const name = nameIn(file);
  if (file === name || !Object.hasOwn(files, name)) throw new NotFound();
  return files[name]!;
}
