import { Controller, Get, Header, Req } from '@nestjs/common';
import { ApiExcludeController, type OpenAPIObject } from '@nestjs/swagger';
import { admit } from '#libs/identity';
import { Config } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import type { PortalRequest } from '../http/request.js';
import { ApiDocument } from './api-document.js';
import { docsPage, docsStyle } from './docs.page.js';

/** The description of the API: for everybody in the demo, for whoever is signed in elsewhere. */
@ApiExcludeController()
@Controller('api')
export class DocsController {
  constructor(
    private readonly document: ApiDocument,
    private readonly config: Config,
  ) {}

  @Get('openapi.json')
  @For('public')
  openApi(@Req() request: PortalRequest): OpenAPIObject {
    this.admit(request);
    return this.document.get();
  }

  @Get('docs')
  @For('public')
  @Header('content-type', 'text/html; charset=utf-8')
  page(@Req() request: PortalRequest): string {
    this.admit(request);
    return docsPage(this.document.get());
  }

  @Get('docs.css')
  @For('public')
  @Header('content-type', 'text/css; charset=utf-8')
  style(): string {
    return docsStyle;
  }

  private admit(request: PortalRequest): void {
    admit(this.config.demo ? 'public' : 'signedIn', request.actor);
  }
}
