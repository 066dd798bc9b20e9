import { Controller, Get, Header, Param, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { PublicEntries } from '#libs/directory';
import { Config, NotFound } from '#libs/platform';
import { For } from '../../http/audience.decorator.js';
import { PublicPaceGuard } from '../../http/public-pace.guard.js';
import { robotsText, sitemap, sitemapCount, sitemapIndex, sitemapRange } from './sitemap.js';

/** What search engines ask for first. */
@ApiExcludeController()
@UseGuards(PublicPaceGuard)
@Controller()
export class RobotsController {
  constructor(
    private readonly entries: PublicEntries,
    private readonly config: Config,
  ) {}

  @Get('robots.txt')
  @For('public')
  @Header('content-type', 'text/plain; charset=utf-8')
  robots(): string {
    return robotsText(this.config.publicUrl);
  }

  @Get('sitemap.xml')
  @For('public')
  @Header('content-type', 'application/xml; charset=utf-8')
  async map(): Promise<string> {
    const { pages } = await this.entries.network();
    const count = sitemapCount(pages);
    return count > 1 ? sitemapIndex(this.config.publicUrl, count) : this.one(1);
  }

  @Get('sitemap-:number.xml')
  @For('public')
  @Header('content-type', 'application/xml; charset=utf-8')
  async part(@Param('number') number: string): Promise<string> {
    const { pages } = await this.entries.network();
    const wanted = Number(number);
    if (!/^[1-9]\d{0,3}$/.test(number) || wanted > sitemapCount(pages)) throw new NotFound();
    return this.one(wanted);
  }

  private async one(number: number): Promise<string> {
    const { offset, limit } = sitemapRange(number);
    return sitemap(this.config.publicUrl, await this.entries.pages(offset, limit), number);
  }
}
