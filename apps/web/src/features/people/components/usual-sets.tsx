import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { Dialog } from '../../../components/dialog.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { purposes } from '../../../lib/terms.js';
import { dropSet, keepSet, usualSetsQuery, type UsualSet } from '../api/askings.js';
import type { Told } from '../consent-draft.js';

type UsualSetsProps = { name: string; told: Told; onTell: (told: Told) => void };

/** What is usually asked together: to begin with, and for managers to keep for their agency. */
export function UsualSets({ name, told, onTell }: UsualSetsProps) {
  const { t } = useTranslation('consents');
  const found = useQuery(usualSetsQuery).data;
  const [open, setOpen] = useState<'keep' | 'own'>();
  const items = found?.items ?? [];
  const own = items.filter((set) => set.own);
  const close = () => setOpen(undefined);
  return (
    <>
      {items.map(({ code, name: setName, cells }) => (
        <Button
          key={code}
          look="quiet"
          onClick={() =>
            onTell(Object.fromEntries(cells.map(({ purpose, categories }) => [purpose, categories])))
          }
        >
          {setName}
          <span className="sr-only">{name}</span>
        </Button>
      ))}
      {found?.canKeep && (
        <Button look="quiet" onClick={() => setOpen('keep')}>
          {t('extent.keepSet')}
          <span className="sr-only">{name}</span>
        </Button>
      )}
      {found?.canKeep && own.length > 0 && (
        <Button look="quiet" onClick={() => setOpen('own')}>
          {t('extent.ownSets')}
          <span className="sr-only">{name}</span>
        </Button>
      )}
      {open === 'keep' && <KeepDialog told={told} onClose={close} />}
      {open === 'own' && <OwnSetsDialog sets={own} onClose={close} />}
    </>
  );
}

function KeepDialog({ told, onClose }: { told: Told; onClose: () => void }) {
  const { t } = useTranslation('consents');
  const say = useSay();
  const faults = useFaults();
  const keyFor = useAttemptKey();
  const [name, setName] = useState('');
  const cells = purposes.flatMap((purpose) => {
    const categories = told[purpose] ?? [];
    return categories.length === 0 ? [] : [{ purpose, categories: [...categories] }];
  });
  const keeping = useMutation({
    mutationFn: keepSet,
    onSuccess: () => {
      say(t('extent.setKept'));
      onClose();
    },
    onError: faults.takeFailure,
  });
  function keep(): void {
    const missing = [
      ...(name.trim() === '' ? [{ field: 'name', detail: t('extent.setNeedsName') }] : []),
      ...(cells.length === 0 ? [{ field: 'cells', detail: t('extent.setNeedsCells') }] : []),
    ];
    if (faults.refuse(missing)) return;
    const set = { name: name.trim(), cells };
    keeping.mutate({ key: keyFor(set), set });
  }
  return (
    <Dialog title={t('extent.keepSet')} onClose={onClose}>
      {/* No form: the one around the matrix is another one, and forms do not lie in each other. */}
      <div className="grid gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <p>{t('extent.keepSetLead')}</p>
        <TextField
          name="name"
          label={t('extent.setName')}
          required
          maxLength={60}
          value={name}
          error={faults.of('name')}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            keep();
          }}
        />
        <DialogActions onCancel={onClose}>
          <Button busy={keeping.isPending} onClick={keep}>
            {t('extent.keepSetSubmit')}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}

function OwnSetsDialog({ sets, onClose }: { sets: readonly UsualSet[]; onClose: () => void }) {
  const { t } = useTranslation('consents');
  const say = useSay();
  const dropping = useMutation({ mutationFn: dropSet, onSuccess: () => say(t('extent.setDropped')) });
  return (
    <Dialog title={t('extent.ownSets')} onClose={onClose}>
      {dropping.isError && <FailureNotice failure={dropping.error} />}
      <ul className="divide-y divide-solid-gray-300">
        {sets.map(({ code, name }) => (
          <li key={code} className="flex flex-wrap items-center justify-between gap-3 py-2">
            {name}
            <Button
              look="secondary"
              busy={dropping.isPending && dropping.variables === code}
              onClick={() => dropping.mutate(code)}
            >
              {t('extent.dropSet')}
              <span className="sr-only">{name}</span>
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
