import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { Checkbox } from '../../../components/checkbox.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { sizeText } from '../../../components/files/file-preview.js';
import { Loaded } from '../../../components/loaded.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { TextLink } from '../../../components/text-link.js';
import type { DataCategory } from '../../../lib/terms.js';
import type { Referral } from '../api/get-referral.js';
import { chooseFile, referralFilesQuery } from '../api/packages.js';

type ToldFilesProps = { referral: Referral; categories: readonly DataCategory[] };

/** Which files go along. Each is chosen for itself, at once. */
export function ToldFiles({ referral, categories }: ToldFilesProps) {
  const { t } = useTranslation('packages');
  const { t: tTerms } = useTranslation('terms');
  const files = useQuery(referralFilesQuery(referral.id));
  // What was ticked counts on screen at once; a refusal takes it back.
  const [wanted, setWanted] = useState<Readonly<Record<string, boolean>>>({});
  const choosing = useMutation({ mutationFn: chooseFile, onError: () => setWanted({}) });
  return (
    <Card title={t('files')}>
      <p className="mb-3 text-solid-gray-700">{t('filesLead')}</p>
      {choosing.isError && <FailureNotice failure={choosing.error} />}
      <Loaded query={files} lines={2}>
        {(found) =>
          found.length === 0 ? (
            <p>{t('filesNone')}</p>
          ) : (
            <ul className="divide-y divide-solid-gray-300">
              {found.map((file) => (
                <li key={file.id} className="flex flex-wrap items-center justify-between gap-x-4 py-1">
                  <Checkbox
                    label={file.words || file.kindName}
                    support={`${tTerms(`category.${file.category}`)}　${file.typeName} ${sizeText(file.octets)}`}
                    checked={wanted[file.id] ?? file.chosen}
                    className="min-w-0 flex-1 basis-64 pb-2"
                    onChange={({ target }) => {
                      setWanted({ ...wanted, [file.id]: target.checked });
                      choosing.mutate({ referralId: referral.id, id: file.id, chosen: target.checked });
                    }}
                  />
                  <span className="flex flex-wrap gap-2 pl-8.5">
                    {!file.usable && <StatusBadge tone="danger">{file.stateName}</StatusBadge>}
                    {file.chosen && !categories.includes(file.category) && (
                      <StatusBadge tone="waiting">{t('leftOut')}</StatusBadge>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {referral.personId && (
        <p className="mt-3">
          <TextLink to={`/people/${referral.personId}/attachments`}>{t('filesAdd')}</TextLink>
        </p>
      )}
    </Card>
  );
}
