import {
  Body,
  Controller,
  Get,
  HttpCode,
  Post,
  Query,
  type StreamableFile,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  HsdsQueries,
  type HsdsOrganization,
  type HsdsPage,
  hsdsPage,
  type HsdsService,
  type HsdsServiceAtLocation,
} from '#libs/directory';
import { For } from '../http/audience.decorator.js';
import { PathId } from '../http/path-id.js';
import { PublicPaceGuard } from '../http/public-pace.guard.js';
import {
  depthOf,
  HsdsOrganizationQuery,
  HsdsOrganizationsQuery,
  HsdsServiceAtLocationsQuery,
  HsdsServicesQuery,
  requestOf,
  together,
} from './hsds.dto.js';
import { ndjson } from './ndjson.js';
import { OpenDataInterceptor } from './open-data.interceptor.js';

type Listing<Item> = Promise<HsdsPage<Item> | StreamableFile>;

/** Services, organizations and places of the open data (HSDS 3.1). POST asks the same without leaving words in a log. */
@ApiExcludeController()
@Controller('hsds')
@UseGuards(PublicPaceGuard)
@UseInterceptors(OpenDataInterceptor)
export class HsdsController {
  constructor(private readonly queries: HsdsQueries) {}

  @Get('services')
  @For('public')
  async services(@Query() query: HsdsServicesQuery): Listing<Partial<HsdsService>> {
    const request = requestOf(query);
    if (query.format === 'ndjson') return ndjson(this.queries.allServices(request.filter, depthOf(query)));
    return hsdsPage(await this.queries.services(request, depthOf(query)));
  }

  @Post('services')
  @HttpCode(200)
  @For('public')
  findServices(
    @Query() query: HsdsServicesQuery,
    @Body() body: HsdsServicesQuery,
  ): Listing<Partial<HsdsService>> {
    return this.services(together(query, body));
  }

  @Get('services/:id')
  @For('public')
  service(@PathId() id: string): Promise<HsdsService> {
    return this.queries.service(id);
  }

  @Get('organizations')
  @For('public')
  async organizations(@Query() query: HsdsOrganizationsQuery): Listing<HsdsOrganization> {
    const request = requestOf(query);
    const services = query.full_service ? 'full' : 'named';
    if (query.format === 'ndjson')
      return ndjson(this.queries.allOrganizations(request.filter, depthOf(query), services));
    return hsdsPage(await this.queries.organizations(request, depthOf(query), services));
  }

  @Post('organizations')
  @HttpCode(200)
  @For('public')
  findOrganizations(
    @Query() query: HsdsOrganizationsQuery,
    @Body() body: HsdsOrganizationsQuery,
  ): Listing<HsdsOrganization> {
    return this.organizations(together(query, body));
  }

  @Get('organizations/:id')
  @For('public')
  organization(
    @PathId() id: string,
    @Query() { full_service }: HsdsOrganizationQuery,
  ): Promise<HsdsOrganization> {
    return this.queries.organization(id, full_service ? 'full' : 'named');
  }

  @Get('service_at_locations')
  @For('public')
  async serviceAtLocations(@Query() query: HsdsServiceAtLocationsQuery): Listing<HsdsServiceAtLocation> {
    const request = requestOf(query);
    if (query.format === 'ndjson')
      return ndjson(this.queries.allServicesAtLocations(request.filter, depthOf(query)));
    return hsdsPage(await this.queries.servicesAtLocations(request, depthOf(query)));
  }

  @Post('service_at_locations')
  @HttpCode(200)
  @For('public')
  findServiceAtLocations(
    @Query() query: HsdsServiceAtLocationsQuery,
    @Body() body: HsdsServiceAtLocationsQuery,
  ): Listing<HsdsServiceAtLocation> {
    return this.serviceAtLocations(together(query, body));
  }

  @Get('service_at_locations/:id')
  @For('public')
  serviceAtLocation(@PathId() id: string): Promise<HsdsServiceAtLocation> {
    return this.queries.serviceAtLocation(id);
  }
}
