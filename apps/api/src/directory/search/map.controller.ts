import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Config } from '#libs/platform';
import { For } from '../../http/audience.decorator.js';
import { ShowsText } from '../../http/view.js';

/** Where map tiles come from; null where the network has no map. */
export class MapView {
  @ShowsText({ nullable: true }) tileUrl!: string | null;
  @ShowsText({ nullable: true }) attribution!: string | null;
}

/** The map of results, if there is one. */
@ApiTags('agencies')
@Controller('map')
export class MapController {
  constructor(private readonly config: Config) {}

  @Get()
  @For('signedIn')
  @ApiOkResponse({ type: MapView })
  map(): MapView {
    return { tileUrl: this.config.tileUrl ?? null, attribution: this.config.tileAttribution ?? null };
  }
}
