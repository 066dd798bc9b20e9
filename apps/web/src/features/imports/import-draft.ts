import type { ImportJob, ImportSettings } from './api/get-import.js';
import type { SettingsRequest } from './api/order-import.js';

/** What somebody has chosen for a list so far. */
export type ImportDraft = {
  /** The code of a source; empty for a new one. */
  source: string;
  sourceName: string;
  serviceKind: string;
  agencyType: string;
  prefecture: string;
  repair: boolean;
  leaveOut: boolean;
  openData: boolean;
  /** Whether only the rows of `areas` are taken over. */
  onlyAreas: boolean;
  /** Codes of prefectures and municipalities. */
  areas: readonly string[];
  /** Field by column; an empty one is not taken over. */
  fields: Readonly<Record<string, string>>;
};

/** What is chosen to begin with: as it was settled, as it was remembered, as it was found. */
export function draftOf(job: ImportJob): ImportDraft {
  const settings = job.settings ?? job.found?.suggested;
  const source = job.source?.code ?? job.found?.source ?? '';
  return {
    source,
    sourceName: source ? '' : nameOf(job.fileName),
    serviceKind: settings?.serviceKind ?? '',
    agencyType: settings?.agencyType ?? '',
    prefecture: settings?.prefecture ?? '',
    repair: settings?.repair ?? true,
    leaveOut: settings?.leaveOut ?? false,
    openData: settings?.openData ?? false,
    onlyAreas: (settings?.areas ?? []).length > 0,
    areas: settings?.areas ?? [],
    fields: Object.fromEntries((settings?.columns ?? []).map(({ column, field }) => [column, field])),
  };
}

/** The draft as the server wants it. */
export function requestOf(draft: ImportDraft, layout: ImportSettings['layout']): SettingsRequest {
  const { source, sourceName, serviceKind, agencyType, prefecture, repair, leaveOut, openData } = draft;
  return {
    source: source || null,
    sourceName: source ? null : sourceName.trim(),
    layout,
    columns: Object.entries(draft.fields)
      .filter(([, field]) => field !== '')
      .map(([column, field]) => ({ column, field: field as SettingsRequest['columns'][number]['field'] })),
    serviceKind: serviceKind || null,
    agencyType: agencyType || null,
    prefecture: prefecture || null,
    repair,
    leaveOut,
    openData,
    areas: draft.onlyAreas ? [...draft.areas] : [],
  };
}

/** The chosen areas with one chosen or given up: a prefecture and its municipalities take each other's place. */
export function withArea(
  areas: readonly string[],
  code: string,
  within: { prefecture: string; municipalities: readonly string[] },
): string[] {
  if (areas.includes(code)) return areas.filter((one) => one !== code);
  const replaced = code === within.prefecture ? within.municipalities : [within.prefecture];
  return [...areas.filter((one) => !replaced.includes(one)), code];
}

/** Fields that two columns claim. */
export function claimedTwice({ fields }: ImportDraft): string[] {
  const chosen = Object.values(fields).filter((field) => field !== '');
  return [...new Set(chosen.filter((field, at) => chosen.indexOf(field) !== at))];
}

/** The name of a file without its ending and its date: what the source might be called. */
function nameOf(fileName: string): string {
  return fileName
    .replace(/\.[^.]*$/, '')
    .replace(/[_-]?(?:20\d{2}|R\d{1,2}|令和\d{1,2}年?)[_.-]?\d*/gi, '')
    .trim();
}
