import { agencyFields } from '../entry/entry.fields.js';

const tableLabels: Readonly<Record<string, string>> = {
  agency: '機関の状態',
  agency_area: '管轄・圏域',
  service: 'サービス',
  vacancy: '空き状況',
  contact_window: '窓口',
  trainee_offer: '実習受け入れ',
  publication: '掲載の同意',
  agency_file: '写真・資料',
  entry_report: '誤りの報告',
  entry_change: '予定・承認待ちの変更',
};

/** What stands at `table.column`, in the words of the form; each once. */
export function mergedLabels(places: readonly string[]): string[] {
  const labels = places.map((place) => {
    const [table, name] = place.split('.');
    const field = Object.values(agencyFields).find(({ column }) => table === 'agency' && column === name);
    return field?.label ?? tableLabels[table!] ?? table!;
  });
  return [...new Set(labels)];
}
