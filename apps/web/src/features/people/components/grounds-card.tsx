import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Grounds } from '../../../components/follow-ups/grounds.js';
import { groundsQuery } from '../../../lib/legal-grounds.js';
import { GroundDialog } from './ground-dialog.js';

/** What is told about the person without consent, and on which ground. */
export function GroundsCard({ personId }: { personId: string }) {
  const { t } = useTranslation('people');
  const grounds = useQuery(groundsQuery(personId)).data ?? [];
  const [proposing, setProposing] = useState(false);
  return (
    <Card title={t('ground.title')}>
      <div className="grid gap-4">
        <p className="text-solid-gray-700">{t('ground.lead')}</p>
        {grounds.length === 0 ? <p>{t('ground.none')}</p> : <Grounds grounds={grounds} />}
        <Button look="secondary" className="justify-self-start" onClick={() => setProposing(true)}>
          {t('ground.propose')}
        </Button>
      </div>
      {proposing && <GroundDialog personId={personId} onClose={() => setProposing(false)} />}
    </Card>
  );
}
