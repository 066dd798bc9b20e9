import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { useSay } from '../../../components/toast.js';
import type { LeafletField } from '../api/leaflet-agencies.js';
import { agreeToLeaflet, refuseLeaflet, type LeafletConsent } from '../api/leaflet-consent.js';
import { FieldChoice } from './field-choice.js';
import { LeafletBlock } from './leaflet-block.js';
import { SureDialog } from './sure-dialog.js';

/** The fields to be printed, how that looks, and the button. */
export function ConsentChoice({ consent }: { consent: LeafletConsent }) {
  const { t } = useTranslation('leaflets');
  const say = useSay();
  const [sure, setSure] = useState(false);
  const { block, agreed, can } = consent;
  const offered = block.items.map(({ field }) => field);
  const [chosen, setChosen] = useState<LeafletField[]>(
    agreed ? offered.filter((field) => agreed.fields.includes(field)) : offered,
  );
  const agreeing = useMutation({
    mutationFn: agreeToLeaflet,
    onSuccess: () => say(t('consent.agreedDone')),
  });
  const refusing = useMutation({
    mutationFn: refuseLeaflet,
    onSuccess: () => {
      setSure(false);
      say(t('consent.withdrawn'));
    },
  });
  if (offered.length === 0) return <p>{t('consent.nothing')}</p>;
  function submit(event: FormEvent): void {
    event.preventDefault();
    agreeing.mutate({ fields: chosen, shown: block.digest });
  }
  return (
    <form onSubmit={submit} className="grid items-start gap-6 lg:grid-cols-2">
      <Card title={t('consent.choose')}>
        <div className="grid gap-4">
          <FieldChoice
            label={t('consent.chooseLead')}
            block={block}
            chosen={chosen}
            onChange={setChosen}
            disabled={!can.decide}
          />
          {agreeing.isError && <FailureNotice failure={agreeing.error} />}
          {can.decide && (
            <div className="flex flex-wrap gap-3">
              <Button type="submit" busy={agreeing.isPending}>
                {t(agreed ? 'consent.agreeAgain' : 'consent.agree')}
              </Button>
              {consent.standing !== 'refused' && (
                <Button look="quiet" onClick={() => setSure(true)}>
                  {t('consent.withdraw')}
                </Button>
              )}
            </div>
          )}
        </div>
      </Card>
      <Card title={t('consent.preview')}>
        <LeafletBlock block={block} fields={chosen} />
      </Card>
      {sure && (
        <SureDialog
          title={t('consent.sure')}
          text={t('consent.sureText')}
          button={t('consent.withdraw')}
          moving={refusing}
          onSure={() => refusing.mutate()}
          onClose={() => setSure(false)}
        />
      )}
    </form>
  );
}
