import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { VersionComparison } from '../../../components/version-comparison.js';
import { asMoment, inEra } from '../../../lib/japanese-date.js';
import { type OwnSheet, restoreSheet, sheetVersionQuery } from '../api/own-sheets.js';

/** The history of a sheet: who, when, why; two versions side by side; an earlier one again. */
export function SheetVersions({ personId, sheet }: { personId: string; sheet: OwnSheet }) {
  const { t } = useTranslation('sheets');
  const [restoring, setRestoring] = useState<number>();
  if (sheet.versions.length === 0) return null;
  return (
    <Card title={t('history')}>
      <ol className="divide-y divide-solid-gray-300">
        {sheet.versions.map((version) => (
          <li key={version.number} className="flex flex-wrap items-center justify-between gap-x-4 py-2">
            <span>
              {t('version', {
                number: version.number,
                moment: asMoment(version.savedAt),
                name: version.savedBy,
              })}
              <span className="block text-dns-16N-130 text-solid-gray-700">
                {version.restoredFrom !== null && `${t('restoredFrom', { number: version.restoredFrom })}：`}
                {version.why}
              </span>
            </span>
            {version.number !== sheet.version && (
              <Button look="quiet" onClick={() => setRestoring(version.number)}>
                {t('restore', { number: version.number })}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {sheet.versions.length > 1 && <Comparison personId={personId} sheet={sheet} />}
      {restoring !== undefined && (
        <RestoreDialog
          personId={personId}
          sheet={sheet}
          version={restoring}
          onClose={() => setRestoring(undefined)}
        />
      )}
    </Card>
  );
}

function Comparison({ personId, sheet }: { personId: string; sheet: OwnSheet }) {
  const { t } = useTranslation('sheets');
  const [left, setLeft] = useState(sheet.version - 1);
  const [right, setRight] = useState(sheet.version);
  const older = useQuery(sheetVersionQuery(personId, sheet.kind, left)).data;
  const newer = useQuery(sheetVersionQuery(personId, sheet.kind, right)).data;
  const lines =
    older &&
    newer &&
    sheet.parts.flatMap(({ category, name }) => {
      const before = older.parts.find((part) => part.category === category)?.lines ?? [];
      const after = newer.parts.find((part) => part.category === category)?.lines ?? [];
      const codes = [...new Set([...before, ...after].map(({ code }) => code))];
      return codes.map((code) => {
        const one = before.find((line) => line.code === code);
        const other = after.find((line) => line.code === code);
        const label = (one ?? other)?.label ?? '';
        return { key: `${category}.${code}`, group: name, label, one: one?.text, other: other?.text };
      });
    });
  return (
    <section className="mt-6">
      <h3 className="text-std-18B-160">{t('compare')}</h3>
      <p className="mb-3 text-solid-gray-700">{t('compareLead')}</p>
      <VersionComparison
        versions={sheet.versions.map(({ number, savedAt }) => ({
          number,
          label: t('versionName', { number, day: inEra(savedAt) }),
        }))}
        left={left}
        right={right}
        onLeft={setLeft}
        onRight={setRight}
        lines={lines}
      />
    </section>
  );
}

type RestoreDialogProps = { personId: string; sheet: OwnSheet; version: number; onClose: () => void };

function RestoreDialog({ personId, sheet, version, onClose }: RestoreDialogProps) {
  const { t } = useTranslation('sheets');
  const say = useSay();
  const [why, setWhy] = useState('');
  const [asked, setAsked] = useState(false);
  const restoring = useMutation({
    mutationFn: restoreSheet,
    onSuccess: () => {
      say(t('restored', { number: version }));
      onClose();
    },
  });
  const missing = asked && why.trim() === '' ? t('whyMissing') : undefined;
  function restore(): void {
    setAsked(true);
    if (why.trim() !== '')
      restoring.mutate({ personId, kind: sheet.kind, version, seen: sheet.version, why: why.trim() });
  }
  return (
    <Dialog title={t('restoreTitle', { number: version })} onClose={onClose}>
      <p className="mb-4">{t('restoreText', { number: version })}</p>
      {restoring.isError && <FailureNotice failure={restoring.error} />}
      <TextField
        id="restoreWhy"
        label={t('why')}
        required
        maxLength={500}
        error={missing}
        value={why}
        onChange={(event) => setWhy(event.target.value)}
      />
      <DialogActions onCancel={onClose}>
        <Button busy={restoring.isPending} onClick={restore}>
          {t('restore', { number: version })}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
