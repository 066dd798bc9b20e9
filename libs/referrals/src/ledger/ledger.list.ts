import { eraDay, type SheetList, type SheetRow } from '#libs/documents';
import {
  type BasisCode,
  basisOf,
  categories,
  disclosureMedia,
  type DisclosureMethod,
  disclosureMethods,
  legalBases,
  obtainedFrom,
  purposes,
} from '#libs/people';
import { emergencyGrounds, type EmergencyGround } from '../emergency/emergency.codes.js';
import { erasureAnswers, heardMeans } from '../withdrawal/withdrawal.codes.js';
import type { LedgerRow } from './ledger.queries.js';
import { eraMoment } from './record-paper.js';

const columns = [
  '提供日時',
  '方法',
  '提供した機関',
  '提供した機関の所在地',
  '提供した機関の代表者',
  '受けた機関',
  '受けた機関の所在地',
  '受けた機関の代表者',
  '本人',
  '項目',
  '目的',
  '同意または根拠',
  '取得の経緯',
  '確認者',
  '内容ハッシュ',
  '保存期限',
  '連携依頼',
  '破棄などの回答',
] as const;

/** The ledger as a list to take along. */
export function ledgerList(rows: readonly LedgerRow[]): SheetList {
  return { name: '提供記録簿', columns, rows: cells(rows) };
}

async function* cells(rows: readonly LedgerRow[]): AsyncGenerator<SheetRow> {
  for (const row of rows) yield ledgerCells(row);
}

/** The cells of one row, in the order of the columns. */
export function ledgerCells(row: LedgerRow): string[] {
  return [
    eraMoment(row.at),
    `${disclosureMethods[row.method]}（${disclosureMedia[row.medium]}）`,
    row.provider.name,
    row.provider.address ?? '',
    row.provider.representative ?? '',
    row.recipient.name,
    row.recipient.address ?? '',
    row.recipient.representative ?? '',
    row.personName ?? `（${row.referralNumber ?? '番号なし'}の本人）`,
    row.categories.map((code) => categories[code]?.name ?? code).join('、'),
    purposes[row.purpose] ?? row.purpose,
    basisText(row),
    obtainedFrom[row.obtained],
    row.confirmedBy,
    row.contentHash.slice(0, 16),
    row.retainUntil,
    row.referralNumber ?? '',
    erasureText(row),
  ];
}

/** What became of what was told, once the person took it back or it went astray; nothing where nobody asked. */
export function erasureText({ erasure }: Pick<LedgerRow, 'erasure'>): string {
  if (!erasure) return '';
  const { answer, answeredOn, answeredName, toldOn, toldBy, toldMeans: means, dueOn } = erasure;
  if (answer === null) return `回答待ち（期限 ${eraDay(dueOn)}）`;
  const by = [answeredOn && eraDay(answeredOn), answeredName].filter(Boolean).join('　');
  const heard = toldOn && means ? `　${eraDay(toldOn)}に${toldBy}から${heardMeans[means]}` : '';
  return `${erasureAnswers[answer]}（${by}${heard}）`;
}

/** On what a provision rested, in words: the consents by number, the ground with its article, or that an outsider answers for it. */
export function basisText({
  method,
  ground,
  consentNumbers = [],
}: {
  method: DisclosureMethod;
  ground: string | null;
  consentNumbers?: readonly string[];
}): string {
  if (method === 'received') return '提供した機関の責任による';
  if (ground === null)
    return `本人の同意${consentNumbers.length > 0 ? `（${consentNumbers.join('、')}）` : ''}`;
  if (Object.hasOwn(emergencyGrounds, ground))
    return `緊急閲覧・${emergencyGrounds[ground as EmergencyGround]}（個人情報保護法27条1項2号）`;
  if (!Object.hasOwn(legalBases, ground)) return ground;
  const { name, article, toBeChecked } = basisOf(ground as BasisCode);
  return `${name}（${article}${toBeChecked ? '・文言は要確認' : ''}）`;
}
