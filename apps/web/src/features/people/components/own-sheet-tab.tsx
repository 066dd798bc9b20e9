import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { ChoiceLinks } from '../../../components/choice-links.js';
import { DescriptionList } from '../../../components/description-list.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { asMoment, inEra } from '../../../lib/japanese-date.js';
import { type OwnSheet, type OwnSheetKind, ownSheetQuery } from '../api/own-sheets.js';
import { OwnSheetForm } from './own-sheet-form.js';
import { usePerson } from './person-page.js';
import { SelfCheckCard } from './self-check-card.js';
import { SheetAudience } from './sheet-audience.js';
import { SheetPrintDialog } from './sheet-print-dialog.js';
import { SheetVersions } from './sheet-versions.js';

const kinds: readonly OwnSheetKind[] = ['passport', 'msfas'];

/** The sheets that belong to the person: read, written, compared, printed. */
export function OwnSheetTab() {
  const { t } = useTranslation('sheets');
  const person = usePerson();
  const [search] = useSearchParams();
  const kind = kinds.find((one) => one === search.get('sheet')) ?? 'passport';
  const sheet = useQuery(ownSheetQuery(person.id, kind));
  return (
    <div className="@container grid gap-4">
      <p className="text-solid-gray-700">{t('lead')}</p>
      <ChoiceLinks
        label={t('choose')}
        choices={kinds.map((one) => ({
          to: `?sheet=${one}`,
          label: t(`kinds.${one}`),
          chosen: one === kind,
        }))}
      />
      <Loaded query={sheet}>
        {(found) => <SheetContent key={found.kind} personId={person.id} sheet={found} />}
      </Loaded>
    </div>
  );
}

function SheetContent({ personId, sheet }: { personId: string; sheet: OwnSheet }) {
  const { t } = useTranslation('sheets');
  const [editing, setEditing] = useState(false);
  const [printing, setPrinting] = useState(false);
  const [newest] = sheet.versions;
  if (editing)
    return (
      <>
        <OwnSheetForm personId={personId} sheet={sheet} onDone={() => setEditing(false)} />
        <SheetVersions personId={personId} sheet={sheet} />
      </>
    );
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <Button onClick={() => setEditing(true)}>
          {t(sheet.draft ? 'goOn' : sheet.version > 0 ? 'update' : 'write')}
        </Button>
        {sheet.version > 0 && (
          <Button look="secondary" onClick={() => setPrinting(true)}>
            {t('print')}
          </Button>
        )}
      </div>
      {sheet.draft && <Notice>{t('draftKept', { moment: asMoment(sheet.draft.savedAt) })}</Notice>}
      {!newest && <p>{t('none')}</p>}
      {newest && (
        <p className="text-dns-14N-130 text-solid-gray-700">
          {t('version', { number: newest.number, moment: asMoment(newest.savedAt), name: newest.savedBy })}
          {sheet.agreedOn && `　${t('agreedOn')}：${inEra(sheet.agreedOn)}`}
        </p>
      )}
      {newest && (
        <div className="grid items-start gap-4 @4xl:grid-cols-2">
          {sheet.parts.map((part) => (
            <Card
              key={part.category}
              title={`${part.number} ${part.name}`}
              aside={
                <StatusBadge tone={part.shared ? 'good' : 'ended'}>
                  {t(part.shared ? 'shared' : 'notShared')}
                </StatusBadge>
              }
            >
              {part.lines.length === 0 ? (
                <p className="text-solid-gray-700">{t('partEmpty')}</p>
              ) : (
                <DescriptionList
                  items={part.lines
                    .filter(({ code }) => code !== 'agreedOn')
                    .map(({ label, text }) => ({
                      term: label,
                      detail: <span className="whitespace-pre-line">{text}</span>,
                    }))}
                />
              )}
            </Card>
          ))}
        </div>
      )}
      {sheet.kind === 'passport' && <SelfCheckCard personId={personId} />}
      <SheetAudience sheet={sheet} />
      <SheetVersions personId={personId} sheet={sheet} />
      {printing && <SheetPrintDialog personId={personId} sheet={sheet} onClose={() => setPrinting(false)} />}
    </div>
  );
}
