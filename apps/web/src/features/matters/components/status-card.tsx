import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { DescriptionList } from '../../../components/description-list.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Notice } from '../../../components/notice.js';
import { useSay } from '../../../components/toast.js';
import type { Schema } from '../../../lib/api-client.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { inEra } from '../../../lib/japanese-date.js';
import { reopenPerson, takeBackEnding } from '../api/person-matters.js';
import { EndingDialog } from './ending-dialog.js';

/** Whether the person is supported, and how that ends or begins again. */
export function StatusCard({ person }: { person: Schema<'PersonView'> }) {
  const { t } = useTranslation('matters');
  const say = useSay();
  const keyFor = useAttemptKey();
  const [ending, setEnding] = useState(false);
  const versioned = (what: string) => ({
    id: person.id,
    version: person.version,
    key: keyFor([what, person.version]),
  });
  const reopening = useMutation({
    mutationFn: () => reopenPerson(versioned('reopen')),
    onSuccess: () => say(t('status.reopened')),
  });
  const takingBack = useMutation({
    mutationFn: () => takeBackEnding(versioned('take back')),
    onSuccess: ({ reopened }) => say(t('status.takenBack', { count: reopened.length })),
  });
  const notReopened = takingBack.data?.notReopened ?? [];
  const isOpen = person.status === 'open';
  return (
    <Card title={t('status.title')}>
      <div className="grid gap-4">
        <DescriptionList
          items={[
            { term: t('status.now'), detail: person.statusName },
            { term: t('status.ended'), detail: person.endedOn && inEra(person.endedOn) },
            { term: t('status.reason'), detail: person.endReason },
            { term: t('status.note'), detail: person.endNote },
          ]}
        />
        {[reopening, takingBack].map(
          (one, at) => one.isError && <FailureNotice key={at} failure={one.error} />,
        )}
        {notReopened.length > 0 && (
          <Notice tone="warning" title={t('status.notReopened')} live>
            <ul>
              {notReopened.map(({ number, detail }) => (
                <li key={number}>
                  {number}：{detail}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        {person.canTakeBackEnding && <p>{t('status.takeBackLead')}</p>}
        <div className="flex flex-wrap gap-3">
          {person.status !== 'died' && (
            <Button look="secondary" onClick={() => setEnding(true)}>
              {t('status.end')}
            </Button>
          )}
          {person.canTakeBackEnding && (
            <Button look="secondary" busy={takingBack.isPending} onClick={() => takingBack.mutate()}>
              {t('status.takeBack')}
            </Button>
          )}
          {!isOpen && person.status !== 'died' && !person.canTakeBackEnding && (
            <Button look="secondary" busy={reopening.isPending} onClick={() => reopening.mutate()}>
              {t('status.reopen')}
            </Button>
          )}
        </div>
      </div>
      {ending && <EndingDialog person={person} onClose={() => setEnding(false)} />}
    </Card>
  );
}
