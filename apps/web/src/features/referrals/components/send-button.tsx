import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { completenessQuery } from '../api/get-completeness.js';
import { SendDialog } from './send-dialog.js';
import { namesOf } from './recipient-names.js';
import type { StepProps } from './step-props.js';

/** Sends the draft once nothing is missing; what is still unsaved is saved first. */
export function SendButton({ referral, writing, recipients }: StepProps) {
  const { t } = useTranslation('referrals');
  const completeness = useQuery(completenessQuery(referral.id)).data;
  const [asking, setAsking] = useState(false);
  if (!completeness?.ready) return null;
  return (
    <>
      <Button onClick={() => void writing.save().then((safe) => safe && setAsking(true))}>
        {t('compose.send')}
      </Button>
      {asking && (
        <SendDialog
          referral={referral}
          version={writing.version}
          agency={namesOf(recipients, t)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
