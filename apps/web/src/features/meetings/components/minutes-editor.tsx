import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DayField } from '../../../components/day-field.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Notice } from '../../../components/notice.js';
import { TextArea } from '../../../components/text-area.js';
import type { ActionItem, Minutes, MinutesItem } from '../api/records.js';
import { ActionDialog } from './action-dialog.js';
import { useMinutesText, type MinutesText, type OtherText } from './use-minutes-text.js';

/** One item of a draft, written and saved by itself. */
export function MinutesItemEditor({
  minutes,
  item,
  actions,
}: {
  minutes: Minutes;
  item: MinutesItem;
  actions: readonly ActionItem[];
}) {
  const { t } = useTranslation('meetingRecords');
  const [raising, setRaising] = useState(false);
  const { text, standing, savedAt, failure, other, isRestored, change, settle } = useMinutesText(item);
  const field = (name: string) => `${name}-${item.id}`;
  return (
    <Card
      title={`${[item.number, item.title].filter(Boolean).join('　')}（${item.typeName}）`}
      aside={
        <p role="status" className="text-dns-14N-130 text-solid-gray-700">
          {standing !== 'offline' &&
            standing !== 'failed' &&
            t(`minutes.autosave.${standing}`, { time: savedAt })}
        </p>
      }
    >
      <div className="grid gap-4">
        {item.visibility === 'secretariat' && <p className="font-bold">{t('minutes.closed')}</p>}
        {isRestored && standing !== 'saved' && <Notice>{t('minutes.restored')}</Notice>}
        {standing === 'offline' && (
          <Notice tone="warning" live>
            {t('minutes.offline')}
          </Notice>
        )}
        {standing === 'failed' && <FailureNotice failure={failure} />}
        {other && <BothTexts mine={text} other={other} onSettle={settle} />}
        <TextArea
          name={field('discussion')}
          label={t('minutes.discussion')}
          support={t('minutes.personFree')}
          rows={5}
          value={text.discussion}
          onChange={(event) => change({ ...text, discussion: event.target.value })}
        />
        <TextArea
          name={field('decision')}
          label={t('minutes.decision')}
          rows={2}
          value={text.decision}
          onChange={(event) => change({ ...text, decision: event.target.value })}
        />
        {text.decision !== '' && (
          <DayField
            name={field('effectiveOn')}
            label={t('minutes.effectiveOn')}
            value={text.effectiveOn}
            onChange={(effectiveOn) => change({ ...text, effectiveOn })}
          />
        )}
        {actions.length > 0 && (
          <ul className="list-disc pl-6">
            {actions.map(({ id, task, ownerAgency, ownerName }) => (
              <li key={id}>
                {task}（{[ownerAgency?.name, ownerName].filter(Boolean).join('　')}）
              </li>
            ))}
          </ul>
        )}
        <div>
          <Button look="quiet" onClick={() => setRaising(true)}>
            {t('actions.raise')}
          </Button>
        </div>
      </div>
      {raising && (
        <ActionDialog
          where={{
            councilId: minutes.councilId,
            meetingId: minutes.meetingId,
            agendaItemId: item.agendaItemId,
          }}
          onClose={() => setRaising(false)}
        />
      )}
    </Card>
  );
}

/** Both texts side by side, when somebody else saved first. */
function BothTexts({
  mine,
  other,
  onSettle,
}: {
  mine: MinutesText;
  other: OtherText;
  onSettle: (text: MinutesText) => void;
}) {
  const { t } = useTranslation('meetingRecords');
  const name = other.editedBy || t('minutes.somebody');
  const together = (one: string, two: string) => (one === two ? one : [one, two].filter(Boolean).join('\n'));
  return (
    <Notice tone="warning" live title={t('minutes.conflict', { name })}>
      <div className="grid gap-4 @2xl:grid-cols-2">
        {[
          { head: t('minutes.theirs', { name }), text: other as MinutesText },
          { head: t('minutes.mine'), text: mine },
        ].map(({ head, text }) => (
          <section key={head} className="grid content-start gap-1">
            <h4 className="font-bold">{head}</h4>
            <p className="whitespace-pre-wrap rounded-8 border border-solid-gray-420 bg-white p-3">
              {text.discussion}
            </p>
            {text.decision && (
              <p className="whitespace-pre-wrap rounded-8 border border-solid-gray-420 bg-white p-3">
                {t('minutes.decision')}：{text.decision}
              </p>
            )}
          </section>
        ))}
      </div>
      <div className="mt-3 flex flex-wrap gap-3">
        <Button
          onClick={() =>
            onSettle({
              discussion: together(other.discussion, mine.discussion),
              decision: together(other.decision, mine.decision),
              effectiveOn: mine.effectiveOn ?? other.effectiveOn,
            })
          }
        >
          {t('minutes.append')}
        </Button>
        <Button look="secondary" onClick={() => onSettle(mine)}>
          {t('minutes.keepMine')}
        </Button>
        <Button
          look="secondary"
          onClick={() =>
            onSettle({
              discussion: other.discussion,
              decision: other.decision,
              effectiveOn: other.effectiveOn,
            })
          }
        >
          {t('minutes.takeTheirs')}
        </Button>
      </div>
    </Notice>
  );
}
