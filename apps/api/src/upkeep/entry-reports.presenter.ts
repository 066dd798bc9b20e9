import {
  type EntryReportRow,
  reportSources,
  reportStateNames,
  reportStates,
  reportTopicNames,
  reportTopics,
} from '#libs/directory';
import { belongsTo, type Member } from '#libs/identity';
import type { Page } from '#libs/platform';
import { pageOf, presentPage } from '../http/page.view.js';
import { ShowsFlag, ShowsId, ShowsMoment, ShowsText, ShowsView } from '../http/view.js';

/** What the reader may do with a report. */
export class EntryReportCanView {
  @ShowsFlag() answer!: boolean;
}

/** A report of an error, with what came of it. */
export class EntryReportView {
  @ShowsId() id!: string;
  @ShowsId() agencyId!: string;
  @ShowsText() agencyName!: string;
  @ShowsText({ nullable: true }) agencyPhone!: string | null;
  @ShowsText({ codes: reportSources }) source!: string;
  @ShowsText({ codes: reportTopics }) topic!: string;
  @ShowsText() topicName!: string;
  @ShowsText() words!: string;
  @ShowsFlag() own!: boolean;
  @ShowsText({ nullable: true }) reporterName!: string | null;
  @ShowsText({ nullable: true }) reporterAgencyName!: string | null;
  @ShowsMoment() createdAt!: string;
  @ShowsText({ codes: reportStates }) state!: string;
  @ShowsText() stateName!: string;
  @ShowsText({ nullable: true }) answer!: string | null;
  @ShowsText({ nullable: true }) answeredBy!: string | null;
  @ShowsMoment({ nullable: true }) answeredAt!: string | null;
  @ShowsView(() => EntryReportCanView) can!: EntryReportCanView;
}

/** A page of reports, newest first. */
export class EntryReportPageView extends pageOf(() => EntryReportView) {}

export function presentReports(found: Page<EntryReportRow>, actor: Member): EntryReportPageView {
  return presentPage(found, (row) => presentReport(row, actor));
}

export function presentReport(row: EntryReportRow, actor: Member): EntryReportView {
  const { id, agencyId, agencyName, agencyPhone, source, topic, words, state, answer, answeredBy } = row;
  const ofOwnAgency = agencyId === actor.agencyId && belongsTo('caseworker', actor.role);
  return {
    ...{ id, agencyId, agencyName, agencyPhone, source, topic, words, state, answer, answeredBy },
    topicName: reportTopicNames[topic],
    own: row.reporterId === actor.accountId,
    reporterName: row.reporterName,
    reporterAgencyName: row.reporterAgencyName,
    createdAt: new Date(row.createdAt).toISOString(),
    stateName: reportStateNames[state],
    answeredAt: row.answeredAt && new Date(row.answeredAt).toISOString(),
    can: { answer: state === 'open' && (ofOwnAgency || actor.role === 'secretariat') },
  };
}
