import type { Purpose } from '../consent.codes.js';
import type { DataCategory } from '../data-category.js';

/** What is usually asked together, to begin with (ひな形). Each cell can be taken away again. */
export interface UsualSet {
  readonly code: string;
  readonly name: string;
  readonly cells: readonly { readonly purpose: Purpose; readonly categories: readonly DataCategory[] }[];
}

const who = ['identity', 'request', 'contact'] as const;

/** The sets, from the smallest to the widest. */
export const usualSets: readonly UsualSet[] = [
  {
    code: 'first_talk',
    name: '受入れの相談',
    cells: [
      { purpose: 'intake', categories: [...who, 'disability'] },
      { purpose: 'report_back', categories: ['identity', 'request'] },
    ],
  },
  {
    code: 'joint_support',
    name: '一緒に支援する',
    cells: [
      { purpose: 'intake', categories: [...who, 'disability', 'assessment'] },
      { purpose: 'support', categories: [...who, 'disability', 'assessment', 'progress', 'employment'] },
      { purpose: 'report_back', categories: ['identity', 'request', 'progress', 'employment'] },
      { purpose: 'among', categories: ['identity', 'request', 'progress'] },
    ],
  },
  {
    code: 'retention_handover',
    name: '就労定着支援からの引継ぎ',
    cells: [
      {
        purpose: 'handover',
        categories: [...who, 'disability', 'history', 'employment', 'assessment', 'progress', 'risk'],
      },
      { purpose: 'report_back', categories: ['identity', 'request', 'employment', 'progress'] },
    ],
  },
  {
    code: 'medical',
    name: '医療機関との連携',
    cells: [
      { purpose: 'support', categories: [...who, 'disability', 'medical', 'living', 'risk'] },
      { purpose: 'report_back', categories: ['identity', 'request', 'medical', 'risk'] },
    ],
  },
  {
    code: 'workplace',
    name: '実習・採用の調整（企業）',
    cells: [
      { purpose: 'placement', categories: ['identity', 'request', 'disability', 'history', 'assessment'] },
      { purpose: 'report_back', categories: ['identity', 'request', 'employment'] },
    ],
  },
];
