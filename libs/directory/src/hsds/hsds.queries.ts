import { Injectable } from '@nestjs/common';
import { anonymous, Clock, Config, Database, NotFound, offsetOf, type Page } from '#libs/platform';
import type { Entry } from '../entry/entry.js';
import { normalise } from '../search/normalise.js';
import { searchTerms } from '../search/search-terms.js';
import { SynonymQueries } from '../search/synonyms.queries.js';
import { siblingId } from './hsds.ids.js';
import { fullOrganization, organizationOf } from './hsds.organization.js';
import { HsdsPlaces } from './hsds.places.js';
import type { HsdsSurroundings, PublicVacancy, PublishedEntry } from './hsds.record.js';
import type { HsdsDepth, HsdsEntity, HsdsFilter, HsdsListRequest } from './hsds.request.js';
import {
  fullService,
  fullServiceAtLocation,
  listedService,
  listedServiceAtLocation,
  serviceOf,
  serviceWithin,
} from './hsds.service.js';
import { batchStatement, type HsdsSelection, type HsdsStatement, pageStatement } from './hsds.sql.js';
import type { HsdsTerms } from './hsds.terms.js';
import { HsdsTermsQueries } from './hsds.terms.queries.js';
import type {
  HsdsOrganization,
  HsdsService,
  HsdsServiceAtLocation,
  HsdsTaxonomy,
  HsdsTaxonomyTerm,
} from './hsds.types.js';

/** How much of an organization's services stands in it. */
export type ServiceDepth = 'named' | 'full';

interface Found {
  readonly id: string;
  readonly record: PublishedEntry;
}

const batchSize = 200;
const nothingBefore = '00000000-0000-0000-0000-000000000000';

/** Reads the open data, in the name of nobody: it sees what is published and nothing else. */
@Injectable()
export class HsdsQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly termsQueries: HsdsTermsQueries,
    private readonly synonyms: SynonymQueries,
    private readonly places: HsdsPlaces,
  ) {}

  async services(request: HsdsListRequest, depth: HsdsDepth): Promise<Page<Partial<HsdsService>>> {
    const around = await this.surroundings();
    const { found, total } = await this.page('service', request, around.terms, depth === 'full');
    return { ...request, total, items: found.map((item) => serviceAs(depth, item, around)) };
  }

  async *allServices(filter: HsdsFilter, depth: HsdsDepth): AsyncGenerator<Partial<HsdsService>> {
    const around = await this.surroundings();
    for await (const item of this.every('service', filter, around.terms))
      yield serviceAs(depth, item, around);
  }

  /** @throws {NotFound} */
  async service(id: string): Promise<HsdsService> {
    const around = await this.surroundings();
    const { record } = await this.one('service', id);
    return fullService(record, serviceIn(record, id), around);
  }

  async organizations(
    request: HsdsListRequest,
    depth: HsdsDepth,
    services: ServiceDepth,
  ): Promise<Page<HsdsOrganization>> {
    const around = await this.surroundings();
    const { found, total } = await this.page('organization', request, around.terms, depth === 'full');
    const items = found.map(({ record }) => organizationAs(depth, services, record, around));
    return { ...request, total, items };
  }

  async *allOrganizations(
    filter: HsdsFilter,
    depth: HsdsDepth,
    services: ServiceDepth,
  ): AsyncGenerator<HsdsOrganization> {
    const around = await this.surroundings();
    for await (const { record } of this.every('organization', filter, around.terms))
      yield organizationAs(depth, services, record, around);
  }

  /** @throws {NotFound} */
  async organization(id: string, services: ServiceDepth): Promise<HsdsOrganization> {
    const around = await this.surroundings();
    const { record } = await this.one('organization', id);
    return organizationAs('full', services, record, around);
  }

  async servicesAtLocations(
    request: HsdsListRequest,
    depth: HsdsDepth,
  ): Promise<Page<HsdsServiceAtLocation>> {
    const around = await this.surroundings();
    const { found, total } = await this.page('service', request, around.terms, depth === 'full');
    return { ...request, total, items: found.map((item) => serviceAtLocationAs(depth, item, around)) };
  }

  async *allServicesAtLocations(filter: HsdsFilter, depth: HsdsDepth): AsyncGenerator<HsdsServiceAtLocation> {
    const around = await this.surroundings();
    for await (const item of this.every('service', filter, around.terms))
      yield serviceAtLocationAs(depth, item, around);
  }

  /** @throws {NotFound} */
  async serviceAtLocation(id: string): Promise<HsdsServiceAtLocation> {
    const around = await this.surroundings();
    const serviceId = siblingId(id, 'service_at_location');
    const { record } = await this.one('service', serviceId);
    return fullServiceAtLocation(record, serviceIn(record, serviceId), around);
  }

  async taxonomies(search = ''): Promise<readonly HsdsTaxonomy[]> {
    const { taxonomies } = await this.termsQueries.current();
    return taxonomies.filter(({ name, description }) => contains([name, description], search));
  }

  async taxonomyTerms(wanted: {
    search?: string | undefined;
    taxonomyId?: string | undefined;
    parentId?: string | undefined;
    topOnly?: boolean | undefined;
  }): Promise<readonly HsdsTaxonomyTerm[]> {
    const { all } = await this.termsQueries.current();
    const { search = '', taxonomyId, parentId, topOnly } = wanted;
    return all
      .map(({ term }) => term)
      .filter(
        (term) =>
          contains([term.name, term.description], search) &&
          (taxonomyId === undefined || term.taxonomy_detail.id === taxonomyId) &&
          (parentId === undefined || term.parent_id === parentId) &&
          !(topOnly && term.parent_id !== undefined),
      );
  }

  /** Every published entry, for the bulk file. */
  async *allEntries(): AsyncGenerator<PublishedEntry> {
    const { terms } = await this.surroundings();
    for await (const { record } of this.every('organization', {}, terms)) yield record;
  }

  /** What mapping needs beside an entry, as of now. */
  async surroundings(): Promise<HsdsSurroundings> {
    return {
      terms: await this.termsQueries.current(),
      today: this.clock.today(),
      publicUrl: this.config.publicUrl,
    };
  }

  private async page(
    entity: HsdsEntity,
    request: HsdsListRequest,
    terms: HsdsTerms,
    withVacancies: boolean,
  ): Promise<{ found: Found[]; total: number }> {
    const selection = await this.selection(entity, request.filter, terms);
    if (!selection) return { found: [], total: 0 };
    const limits = { offset: offsetOf(request), limit: request.perPage };
    return this.read(pageStatement(selection, limits), withVacancies);
  }

  private async *every(entity: HsdsEntity, filter: HsdsFilter, terms: HsdsTerms): AsyncGenerator<Found> {
    const selection = await this.selection(entity, filter, terms);
    if (!selection) return;
    for (let after = nothingBefore; ;) {
      const { found } = await this.read(batchStatement(selection, after, batchSize), true);
      yield* found;
      if (found.length < batchSize) return;
      after = found.at(-1)!.id;
    }
  }

  private async one(entity: HsdsEntity, id: string): Promise<Found> {
    const [row] = await this.db.read<{ item: Row }>(
      anonymous,
      {
        name: 'directory.hsds.one',
        sql: `SELECT json_build_object('id', i.id, 'entry', d.entry, 'changedAt', d.changed_at, 'onPage', d.on_page) AS item
              FROM portal.open_item i JOIN portal.public_doc d ON d.agency_id = i.agency_id
              WHERE i.entity = $1 AND i.id = $2`,
      },
      [entity, id],
    );
    if (!row) throw new NotFound();
    const [found] = await this.withVacancies([row.item]);
    return found!;
  }

  private async read(statement: HsdsStatement, withVacancies: boolean) {
    const [row] = await this.db.read<{ total: number; items: Row[] }>(anonymous, statement, statement.values);
    const { total, items } = row!;
    return {
      total,
      found: withVacancies ? await this.withVacancies(items) : items.map((item) => foundOf(item, [])),
    };
  }

  private async withVacancies(items: readonly Row[]): Promise<Found[]> {
    const told = await this.db.read<PublicVacancy & { agency_id: string }>(
      anonymous,
      {
        name: 'directory.hsds.vacancies',
        sql: `SELECT agency_id, service_id, state, available, as_of::text, good_until::text
              FROM portal.public_vacancies($1::uuid[])`,
      },
      [[...new Set(items.map(({ entry }) => entry.id))]],
    );
    return items.map((item) =>
      foundOf(
        item,
        told.filter(({ agency_id }) => agency_id === item.entry.id),
      ),
    );
  }

  /** Undefined where nothing can fit: a term or a postcode that nobody knows. */
  private async selection(
    entity: HsdsEntity,
    filter: HsdsFilter,
    terms: HsdsTerms,
  ): Promise<HsdsSelection | undefined> {
    const { search = '', taxonomyTermId, taxonomyId, organizationId, modifiedAfter } = filter;
    const narrowed = [
      ...(taxonomyTermId === undefined ? [] : [terms.itemTermsOf(taxonomyTermId)]),
      ...(taxonomyId === undefined ? [] : [terms.itemTermsOfTaxonomy(taxonomyId)]),
    ];
    const place =
      filter.postcode === undefined ? {} : await this.places.of(filter.postcode, filter.proximity, terms);
    if (!place || narrowed.some((alternatives) => alternatives.length === 0)) return undefined;
    const words =
      search === '' ? [] : searchTerms(search, (await this.synonyms.refreshed(anonymous)).synonyms);
    if (search.trim() !== '' && words.length === 0) return undefined;
    return { entity, query: search, words, terms: narrowed, organizationId, modifiedAfter, ...place };
  }
}

interface Row {
  readonly id: string;
  readonly entry: Entry;
  readonly changedAt: string;
  readonly onPage: boolean;
}

function foundOf({ id, entry, changedAt, onPage }: Row, vacancies: readonly PublicVacancy[]): Found {
  return { id, record: { entry, changedAt: new Date(changedAt).toISOString(), onPage, vacancies } };
}

function serviceIn({ entry }: PublishedEntry, id: string) {
  return entry.services.find((service) => service.id === id)!;
}

function serviceAs(depth: HsdsDepth, { id, record }: Found, around: HsdsSurroundings): Partial<HsdsService> {
  const service = serviceIn(record, id);
  switch (depth) {
    case 'full':
      return fullService(record, service, around);
    case 'listed':
      return listedService(record, service, around);
    case 'minimal': {
      // The standard asks for id and date alone, and its schema for name and state as well.
      const { name, status, last_modified } = serviceOf(record, service, around);
      return { id, name, status, last_modified };
    }
  }
}

function serviceAtLocationAs(depth: HsdsDepth, { id, record }: Found, around: HsdsSurroundings) {
  const as = depth === 'full' ? fullServiceAtLocation : listedServiceAtLocation;
  return as(record, serviceIn(record, id), around);
}

function organizationAs(
  depth: HsdsDepth,
  services: ServiceDepth,
  record: PublishedEntry,
  around: HsdsSurroundings,
): HsdsOrganization {
  const organization = depth === 'full' ? fullOrganization(record, around) : organizationOf(record, around);
  if (depth !== 'full' && services !== 'full') return organization;
  return {
    ...organization,
    services: record.entry.services.map((service) => {
      if (services === 'full') return serviceWithin(record, service, around);
      const { id, name, status } = serviceOf(record, service, around);
      return { id, name, status };
    }),
  };
}

function contains(texts: readonly string[], search: string): boolean {
  const words = search
    .split(/[\s、，,]+/u)
    .map(normalise)
    .filter((word) => word !== '');
  return words.every((word) => texts.some((text) => normalise(text).includes(word)));
}
