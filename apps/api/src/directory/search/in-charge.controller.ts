import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { InChargeQueries, placeLabel } from '#libs/directory';
import type { Actor } from '#libs/identity';
import { For } from '../../http/audience.decorator.js';
import { Text } from '../../http/fields.js';
import { By } from '../../http/parameters.js';
import { ShowsId, ShowsText, ShowsView } from '../../http/view.js';
import { NamedView } from '../named.view.js';

/** Of which place somebody asks. */
export class InChargeQuery {
  /** An address, a postal code, or a municipality by name or code; nobody is asked about nowhere. */
  @Text({ label: placeLabel, max: 200, min: 0, optional: true })
  place?: string;
}

/** An agency that is in charge. */
export class InChargeAgencyView {
  @ShowsId() id!: string;
  @ShowsText() name!: string;
  @ShowsText({ codes: ['active', 'suspended'] }) status!: string;
  @ShowsText({ nullable: true }) address!: string | null;
  @ShowsText({ nullable: true }) phone!: string | null;
}

/** Agencies of one type; none means that nobody is known. */
export class InChargeGroupView {
  @ShowsView(() => NamedView) type!: NamedView;
  @ShowsView(() => InChargeAgencyView, { list: true }) agencies!: InChargeAgencyView[];
}

/** Where the place lies: the municipality, and what it belongs to. */
export class InChargeAreaView extends NamedView {
  @ShowsText({ list: true }) around!: string[];
}

/** Who is in charge of a place. */
export class InChargeView {
  @ShowsView(() => InChargeAreaView, { nullable: true }) area!: InChargeAreaView | null;
  @ShowsView(() => InChargeGroupView, { list: true }) groups!: InChargeGroupView[];
}

/** Who is in charge (管轄) of an address. */
@ApiTags('agencies')
@Controller('in-charge')
export class InChargeController {
  constructor(private readonly inCharge: InChargeQueries) {}

  @Get()
  @For('member')
  @ApiOkResponse({ type: InChargeView })
  async of(@By() actor: Actor, @Query() { place }: InChargeQuery): Promise<InChargeView> {
    if (!place) return { area: null, groups: [] };
    const { area, groups } = await this.inCharge.of(actor, place);
    return {
      area: { code: area.code, name: area.name, around: [...area.around] },
      groups: groups.map(({ type, agencies }) => ({
        type: { code: type.code, name: type.name },
        agencies: agencies.map(({ id, name, status, address, phone }) => ({
          id,
          name,
          status,
          address,
          phone,
        })),
      })),
    };
  }
}
