import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErasureDuty } from '../../lib/erasure-duties.js';
import { inEra } from '../../lib/japanese-date.js';
import { Button } from '../button.js';
import { StatusBadge } from '../status-badge.js';
import { TextLink } from '../text-link.js';
import { AnswerDialog } from './erasure-answer-dialog.js';
import './texts.js';

type DutiesProps = {
  duties: readonly ErasureDuty[];
  /** Shows the way to the referral. */
  linked?: boolean;
};

/** What recipients were asked, and what they have answered. */
export function ErasureDuties({ duties, linked = false }: DutiesProps) {
  const [answering, setAnswering] = useState<ErasureDuty>();
  return (
    <>
      <ul className="divide-y divide-solid-gray-300">
        {duties.map((duty) => (
          <DutyItem key={duty.id} duty={duty} linked={linked} onAnswer={() => setAnswering(duty)} />
        ))}
      </ul>
      {answering && <AnswerDialog duty={answering} onClose={() => setAnswering(undefined)} />}
    </>
  );
}

function DutyItem({ duty, linked, onAnswer }: { duty: ErasureDuty; linked: boolean; onAnswer: () => void }) {
  const { t } = useTranslation('followUps');
  const { t: tTerms } = useTranslation('terms');
  const isOpen = duty.answer === null;
  return (
    <li className="grid gap-2 py-4 first:pt-0 last:pb-0">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <strong>{t('duty.line', { cause: t(`duty.causes.${duty.cause}`), number: duty.number })}</strong>
        {isOpen && (
          <StatusBadge tone={duty.overdue ? 'danger' : 'waiting'}>
            {t(duty.overdue ? 'duty.overdue' : 'duty.waiting')}
          </StatusBadge>
        )}
      </p>
      <p>
        {duty.mayAnswer
          ? t('duty.fromOwner', { owner: duty.ownerName })
          : t('duty.toAgency', { agency: duty.agencyName })}
        ：{duty.categories.map((code) => tTerms(`category.${code}`)).join('、')}
      </p>
      {duty.answer && duty.answeredOn ? (
        <p className="text-solid-gray-700">
          {t('duty.answered', {
            answer: t(`duty.answers.${duty.answer}`),
            day: inEra(duty.answeredOn),
            name: duty.answeredName,
          })}
          {duty.lawText && <span className="block">{duty.lawText}</span>}
          {duty.told && (
            <span className="block">
              {t('duty.told', {
                ...{ day: inEra(duty.told.on), by: duty.told.by },
                ...{ means: duty.told.meansName, name: duty.recordedBy },
              })}
            </span>
          )}
        </p>
      ) : (
        <p className="text-solid-gray-700">
          {t('duty.due', { day: inEra(duty.dueOn) })}
          {duty.reminders > 0 && `　${t('duty.reminded', { count: duty.reminders })}`}
          {duty.mayRecord && <span className="block">{t('duty.outside')}</span>}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-4">
        {duty.mayAnswer && (
          <Button look="secondary" onClick={onAnswer}>
            {t('duty.answer')}
          </Button>
        )}
        {duty.mayRecord && (
          <Button look="secondary" onClick={onAnswer}>
            {t('duty.record')}
            <span className="sr-only">（{duty.agencyName}）</span>
          </Button>
        )}
        {linked &&
          duty.referralIds.slice(0, 1).map((id) => (
            <TextLink key={id} to={`/referrals/${id}`}>
              {t('duty.referral')}
            </TextLink>
          ))}
      </div>
    </li>
  );
}
