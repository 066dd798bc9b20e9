import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { useSay } from '../../../components/toast.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { addEvidence, evidenceAddress, evidenceTypes } from '../api/add-evidence.js';
import type { Consent } from '../api/list-consents.js';

/** The signed papers behind a consent: download them, add another. */
export function ConsentPapers({ consent }: { consent: Consent }) {
  const { t } = useTranslation('people');
  const { t: tConsents } = useTranslation('consents');
  const say = useSay();
  const [kind, setKind] = useState<'paper' | 'authority'>('paper');
  const keyFor = useAttemptKey();
  const chooser = useRef<HTMLInputElement>(null);
  const adding = useMutation({ mutationFn: addEvidence, onSuccess: () => say(t('papers.added')) });

  function add(file: File | undefined): void {
    if (!file) return;
    const key = keyFor([consent.id, kind, file.name, file.size, file.lastModified]);
    adding.mutate({ consentId: consent.id, file, key, kind });
  }

  function choose(wanted: 'paper' | 'authority'): void {
    setKind(wanted);
    chooser.current?.click();
  }

  return (
    <div className="mt-4">
      <h4 className="font-bold">{t('papers.title')}</h4>
      {consent.evidence.length > 0 && (
        <ul className="mt-1 grid gap-1">
          {consent.evidence.map((paper) => (
            <li key={paper.id}>
              <a
                href={evidenceAddress(consent.id, paper.id)}
                className="text-blue-1000 underline underline-offset-4"
              >
                {t('papers.download', {
                  kind: t(`papers.kinds.${paper.contentType}`),
                  size: Math.ceil(paper.octets / 1024).toLocaleString('ja-JP'),
                })}
              </a>
              {paper.kind === 'authority' && <span className="ml-3">{tConsents('card.authorityPaper')}</span>}
              <span className="ml-3 text-dns-14N-130 text-solid-gray-700">{asMoment(paper.addedAt)}</span>
            </li>
          ))}
        </ul>
      )}
      {adding.isError && <FailureNotice failure={adding.error} />}
      <input
        ref={chooser}
        type="file"
        accept={evidenceTypes.join(',')}
        aria-label={t('papers.choose')}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          add(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Button look="quiet" className="-ml-4" busy={adding.isPending} onClick={() => choose('paper')}>
        {t('papers.add')}
      </Button>
      {consent.givenBy === 'representative' && (
        <Button look="quiet" busy={adding.isPending} onClick={() => choose('authority')}>
          {tConsents('card.addAuthority')}
        </Button>
      )}
    </div>
  );
}
