import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { useFailureText } from '../../../components/failure-notice.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useSettled } from '../../../lib/use-settled.js';
import { findableQuery } from '../api/find-agencies.js';
import { includeAgency } from '../api/leaflet-agencies.js';

/** Takes agencies in, whether they use the portal or not. */
export function AgencyAdder({ leafletId }: { leafletId: string }) {
  const { t } = useTranslation('leaflets');
  const say = useSay();
  const textOf = useFailureText();
  const [words, setWords] = useState('');
  const asked = useSettled(words.trim());
  const found = useQuery({ ...findableQuery(asked), enabled: asked !== '' });
  const including = useMutation({
    mutationFn: includeAgency,
    onSuccess: ({ name }) => say(t('edition.added', { name })),
    onError: (failure) => say(textOf(failure)),
  });
  const shown = asked === '' ? [] : (found.data ?? []);
  return (
    <div className="no-print grid gap-2">
      <TextField
        label={t('edition.add')}
        support={t('edition.addSupport')}
        name="agency"
        type="search"
        autoComplete="off"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <p role="status" className="text-dns-14N-130 text-solid-gray-700">
        {asked !== '' && found.data && t('edition.found', { count: shown.length })}
      </p>
      {shown.length > 0 && (
        <ul className="divide-y divide-solid-gray-300 rounded-12 border border-solid-gray-300">
          {shown.map(({ id, name, type, area }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2">
              <span className="min-w-0">
                <span className="font-bold">{name}</span>
                <span className="block text-dns-14N-130 text-solid-gray-700">
                  {[type.name, area?.name].filter(Boolean).join('／')}
                </span>
              </span>
              <Button
                look="secondary"
                busy={including.isPending && including.variables.agencyId === id}
                onClick={() => including.mutate({ id: leafletId, agencyId: id })}
              >
                {t('edition.addThis')}
                <span className="sr-only">{name}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
