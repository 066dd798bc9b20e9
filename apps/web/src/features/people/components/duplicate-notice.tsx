import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Notice } from '../../../components/notice.js';
import { TextLink } from '../../../components/text-link.js';
import type { PossibleDuplicate } from '../api/register-person.js';

type DuplicateNoticeProps = { people: readonly PossibleDuplicate[]; busy: boolean; onDiffer: () => void };

/** Shows who may be the same person, and lets the reader decide. */
export function DuplicateNotice({ people, busy, onDiffer }: DuplicateNoticeProps) {
  const { t } = useTranslation('people');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1}>
      <Notice
        tone="warning"
        title={t('duplicate.title')}
        actions={
          <Button look="secondary" busy={busy} onClick={onDiffer}>
            {t('duplicate.differ')}
          </Button>
        }
      >
        <p>{t('duplicate.lead')}</p>
        <ul className="mt-2 grid gap-2">
          {people.map((person) => (
            <li key={person.id}>
              <TextLink to={`/people/${person.id}`} target="_blank">
                {t('duplicate.open', { number: person.number })}
              </TextLink>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
