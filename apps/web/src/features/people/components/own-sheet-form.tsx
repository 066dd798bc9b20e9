import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Checkbox } from '../../../components/checkbox.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Notice } from '../../../components/notice.js';
import { SeparatedDate } from '../../../components/separated-date.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { asClock } from '../../../lib/japanese-date.js';
import { problemIn } from '../../../lib/problem.js';
import { readTypedDay, typedFrom } from '../../../lib/typed-day.js';
import {
  dropSheetDraft,
  type OwnSheet,
  ownSheetQuery,
  saveSheet,
  type SheetValue,
} from '../api/own-sheets.js';
import { useSheetWriting } from '../use-sheet-writing.js';
import { OwnSheetField } from './own-sheet-field.js';

type OwnSheetFormProps = { personId: string; sheet: OwnSheet; onDone: () => void };

/** Writes a sheet of the person, part by part. What is typed is never lost; a saving makes a version. */
export function OwnSheetForm({ personId, sheet, onDone }: OwnSheetFormProps) {
  const { t } = useTranslation('sheets');
  const say = useSay();
  const client = useQueryClient();
  const faults = useFaults();
  const writing = useSheetWriting(personId, sheet);
  const { content, change } = writing;
  const [agreed, setAgreed] = useState(() => typedFrom(content.agreedOn));
  const [stale, setStale] = useState(false);
  const saving = useMutation({
    mutationFn: saveSheet,
    onSuccess: (saved) => {
      writing.finish();
      say(t('saved', { number: saved.version }));
      onDone();
    },
    onError: async (failure) => {
      if (!problemIn(failure)?.isStale) return faults.takeFailure(failure);
      setStale(true);
      await client.invalidateQueries({ queryKey: ownSheetQuery(personId, sheet.kind).queryKey });
    },
  });
  const dropping = useMutation({
    mutationFn: dropSheetDraft,
    onSuccess: () => {
      writing.finish();
      say(t('discarded'));
      onDone();
    },
    onError: faults.takeFailure,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const found = [
      ...(sheet.asksAgreement && !content.agreedOn
        ? [{ field: 'agreedOn', detail: t('agreedMissing') }]
        : []),
      ...(content.why.trim() === '' ? [{ field: 'why', detail: t('whyMissing') }] : []),
    ];
    if (faults.refuse(found)) return;
    // Saved again after the newest version was shown, it is meant for that one.
    saving.mutate({
      personId,
      kind: sheet.kind,
      version: stale ? sheet.version : writing.begunFrom,
      content,
    });
  }

  const put = (category: string, code: string, value: SheetValue) =>
    change({
      sections: { ...content.sections, [category]: { ...content.sections[category], [code]: value } },
    });

  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      {stale && (
        <Notice tone="warning" live title={t('staleTitle')}>
          {t('stale', { number: sheet.version })}
        </Notice>
      )}
      {writing.state === 'stale' && (
        <Notice
          tone="warning"
          live
          actions={
            <Button onClick={() => writing.keepMine(sheet.draft?.number ?? 0)}>{t('keepMine')}</Button>
          }
        >
          {t('draftStale')}
        </Notice>
      )}
      {sheet.asksAgreement && (
        <Card>
          <SeparatedDate
            name="agreedOn"
            label={t('agreedOn')}
            support={t('agreedOnSupport')}
            required
            error={faults.of('agreedOn')}
            value={agreed}
            onChange={(typed) => {
              setAgreed(typed);
              const read = readTypedDay(typed);
              change({ agreedOn: read.kind === 'day' ? read.day : null });
            }}
          />
        </Card>
      )}
      {sheet.parts.map((part) => (
        <Card key={part.category} title={`${part.number} ${part.name}`}>
          <div className="@container grid gap-5">
            {part.fields.map((field) => (
              <OwnSheetField
                key={field.code}
                id={`${part.category}.${field.code}`}
                field={field}
                value={content.sections[part.category]?.[field.code]}
                error={faults.of(`sections.${part.category}.${field.code}`)}
                onChange={(value) => put(part.category, field.code, value)}
              />
            ))}
            <Checkbox
              label={t('sharedSwitch')}
              aside={<span className="sr-only">（{part.name}）</span>}
              support={t('sharedSupport')}
              checked={content.shared.includes(part.category)}
              onChange={(event) =>
                change({
                  shared: sheet.parts
                    .map(({ category }) => category)
                    .filter((category) =>
                      category === part.category ? event.target.checked : content.shared.includes(category),
                    ),
                })
              }
            />
          </div>
        </Card>
      ))}
      <Card>
        <div className="grid gap-4">
          <TextField
            id="why"
            label={t('why')}
            support={t('whySupport')}
            required
            maxLength={500}
            error={faults.of('why')}
            value={content.why}
            onChange={(event) => change({ why: event.target.value })}
          />
          <p role="status" className="text-dns-16N-130 text-solid-gray-700">
            {keepingText(writing, t)}
          </p>
          <div className="flex flex-wrap gap-3">
            <Button type="submit" busy={saving.isPending}>
              {t('save')}
            </Button>
            <Button look="secondary" onClick={() => void writing.keep().then(onDone)}>
              {t('cancel')}
            </Button>
            <Button
              look="quiet"
              busy={dropping.isPending}
              onClick={() => dropping.mutate({ personId, kind: sheet.kind })}
            >
              {t('discard')}
            </Button>
          </div>
        </div>
      </Card>
    </form>
  );
}

function keepingText(
  { state, keptAt }: Pick<ReturnType<typeof useSheetWriting>, 'state' | 'keptAt'>,
  t: ReturnType<typeof useTranslation<'sheets'>>['t'],
): string {
  switch (state) {
    case 'typing':
      return t('typing');
    case 'keeping':
      return t('keeping');
    case 'failed':
      return t('keepFailed');
    case 'stale':
      return '';
    case 'kept':
      return keptAt ? t('kept', { time: asClock(keptAt) }) : '';
  }
}
