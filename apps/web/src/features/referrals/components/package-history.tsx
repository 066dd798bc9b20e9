import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { Notice } from '../../../components/notice.js';
import { VersionComparison } from '../../../components/version-comparison.js';
import type { Schema } from '../../../lib/api-client.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { packageVersionQuery, packageVersionsQuery } from '../api/packages.js';

/** What was told when: every version, and two of them side by side. */
export function PackageHistory({ referralId }: { referralId: string }) {
  const { t } = useTranslation('packages');
  const versions = useQuery(packageVersionsQuery(referralId)).data;
  if (!versions || versions.length < 2) return null;
  return (
    <Card title={t('history')}>
      <ol className="mb-4 grid gap-1">
        {versions.map(({ number, frozenAt, frozenBy }) => (
          <li key={number}>{t('historyVersion', { number, moment: asMoment(frozenAt), name: frozenBy })}</li>
        ))}
      </ol>
      <Comparison referralId={referralId} numbers={versions.map(({ number }) => number)} />
    </Card>
  );
}

type Frozen = Schema<'FrozenPackageView'>;

function Comparison({ referralId, numbers }: { referralId: string; numbers: readonly number[] }) {
  const { t } = useTranslation('packages');
  const [left, setLeft] = useState(numbers[1] ?? 1);
  const [right, setRight] = useState(numbers[0] ?? 1);
  const older = useQuery(packageVersionQuery(referralId, left)).data;
  const newer = useQuery(packageVersionQuery(referralId, right)).data;
  const before = older ? linesIn(older) : new Map<string, string>();
  const after = newer ? linesIn(newer) : new Map<string, string>();
  const labels = [...new Set([...before.keys(), ...after.keys()])];
  return (
    <>
      <h3 className="mb-2 text-std-18B-160">{t('compare')}</h3>
      {[older, newer].map(
        (one) =>
          one?.intact === false && (
            <Notice key={one.number} tone="error">
              {t('altered', { number: one.number })}
            </Notice>
          ),
      )}
      <VersionComparison
        versions={numbers.map((number) => ({ number, label: t('versionName', { number }) }))}
        left={left}
        right={right}
        onLeft={setLeft}
        onRight={setRight}
        lines={
          older &&
          newer &&
          labels.map((label) => ({ key: label, label, one: before.get(label), other: after.get(label) }))
        }
      />
    </>
  );
}

function linesIn({ sections, files }: Frozen): Map<string, string> {
  return new Map([
    ...sections.flatMap(({ name, lines }) =>
      lines.map(({ label, text }) => [`${name}　${label}`, text] as const),
    ),
    ...files.map((file) => [`${file.kindName}　${file.words}`, file.typeName] as const),
  ]);
}
