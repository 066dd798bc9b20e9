import { type Audience, belongsTo, roleNames, roles } from '#libs/identity';
import { type LineVerb, lineStatusNames, type LineStatus, transitions } from '#libs/referrals';
import { type Business, business } from './entitlement.js';
import type { Operation } from './operations.js';
import { isInsideCouncil, isKeptInside, isPublic, isShared } from './subjects.js';

const audienceNames: Readonly<Record<Audience, string>> = {
  public: 'だれでも（ログイン前も）',
  signedIn: 'ログインした人',
  member: '機関に所属する人',
  caseworker: '支援に関わる職員',
  acceptor: '受入れを決める人',
  manager: '管理者',
  secretariat: '事務局',
};

const businessNames: Readonly<Record<Business, string>> = {
  owner: '自機関の本人・依頼',
  recipient: '自機関あての依頼（送付後）',
  party: '自機関の依頼と、自機関あての依頼（送付後）',
  keeper: '自機関の掲載内容（事務局は全機関）',
  agency: '自機関',
  network: 'ネットワーク全体',
  self: '自分',
  council: '自機関が事務局の会議体',
  seated: '自機関が事務局か委員の会議体',
  guest: '自機関が委員の会議体',
  anybody: '—',
};

/** The table of docs/access-table.md, from the routes, the roles and the life of a referral as they run. */
export function accessTable(operations: readonly Operation[]): string {
  return [
    '# だれが何をできるか (who may do what)',
    '<!-- Written by `npm run access-table` from the running routes. Do not edit. -->',
    'この表は、動いている API から作られています。表と実際が違うと、テスト（`test/security`）が失敗します。',
    ...roleSection(),
    ...routeSection(operations),
    ...referralSection(),
    '',
  ].join('\n\n');
}

function roleSection(): string[] {
  const audiences = Object.keys(audienceNames) as Audience[];
  const rows = audiences.map((audience) => [
    `${audienceNames[audience]} \`${audience}\``,
    ...roles.map((role) => mark(audience, role)),
  ]);
  return [
    '## 役割 (roles)',
    table(['範囲 (audience)', ...roles.map((role) => `${roleNames[role]} \`${role}\``)], rows),
    '事務局と、所属が終わった人は、本人・同意・依頼のどれも見ることができません。',
  ];
}

function routeSection(operations: readonly Operation[]): string[] {
  const rows = [...operations]
    .sort((a, b) => a.route.localeCompare(b.route) || a.method.localeCompare(b.method))
    .map((operation) => [
      `\`${operation.method} ${operation.route}\``,
      `\`${operation.id}\``,
      `${audienceNames[operation.audience]} \`${operation.audience}\``,
      ...roles.map((role) => mark(operation.audience, role)),
      reach(operation),
    ]);
  return [
    '## ルート (routes)',
    '「対象」にないものは、存在しない ID と同じ 404 になります。',
    table(
      ['ルート', '操作 (operation)', '範囲 (audience)', ...roles.map((role) => roleNames[role]), '対象'],
      rows,
    ),
  ];
}

function referralSection(): string[] {
  const sides = {
    source: '依頼元',
    recipient: '宛先',
    either: '依頼元・宛先',
    rule: '自動（同意の撤回、期限、ほかの機関の受入れなど）',
  };
  const rows = (Object.keys(transitions) as LineVerb[]).map((verb) => {
    const { from, to, side, ...rest } = transitions[verb];
    const audience: Audience = 'decides' in rest ? 'acceptor' : 'caseworker';
    return [
      `\`${verb}\``,
      from.map((status) => lineStatusNames[status]).join('、'),
      to === 'previous'
        ? '停止の前の状態'
        : to === 'new line'
          ? '新しい宛先として送付済'
          : lineStatusNames[to as LineStatus],
      sides[side],
      side === 'rule' ? '—' : audienceNames[audience],
      'consent' in rest ? (rest.consent === 'report' ? '結果の返送への同意' : '伝える内容への同意') : '—',
    ];
  });
  return [
    '## 依頼の動き (moves of a referral)',
    table(['動き (verb)', '前の状態', '後の状態', 'だれの側', '役割', '必要な同意'], rows),
  ];
}

/** What the operation reaches, for those whom it admits. */
function reach(operation: Operation): string {
  const whose = business[operation.id];
  if (whose) return businessNames[whose];
  if (operation.slots.length === 0) return operation.audience === 'caseworker' ? '自機関の分' : '—';
  if (isKeptInside(operation)) return businessNames.council;
  if (isInsideCouncil(operation)) return businessNames.seated;
  if (isPublic(operation)) return 'すべての機関';
  return isShared(operation) ? '自機関の依頼と、自機関あての依頼（送付後）' : businessNames.owner;
}

function mark(audience: Audience, role: (typeof roles)[number]): string {
  return audience === 'public' || audience === 'signedIn' || belongsTo(audience, role) ? '○' : '—';
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
