import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { TextArea } from '../../../components/text-area.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { useSession } from '../../../lib/session.js';
import {
  followNetwork,
  noticeParts,
  noticesQuery,
  writeNotice,
  type Notices,
  type NoticeVersion,
} from '../api/consent-notices.js';
import { PaperDaysCard } from './paper-days-card.js';

/** What people are told before they decide, in standard and in easy words side by side; every version stays readable. */
export function ConsentNoticesPage() {
  const { t } = useTranslation('consents');
  const session = useSession();
  const notices = useQuery(noticesQuery);
  return (
    <Page
      title={t('notice.title')}
      lead={t('notice.lead')}
      {...(session.can.handleCases ? { trail: [{ to: '/consents', label: t('duty.title') }] } : {})}
    >
      <Loaded query={notices}>{(found) => <NoticeContent notices={found} />}</Loaded>
      {session.can.handleCases && <PaperDaysCard />}
    </Page>
  );
}

function NoticeContent({ notices }: { notices: Notices }) {
  const { t } = useTranslation('consents');
  const [editing, setEditing] = useState(false);
  const { current, keeps } = notices;
  return (
    <>
      <Card
        title={t(`notice.of.${current.of}`, { version: current.version })}
        aside={
          keeps !== 'none' &&
          !editing && (
            <Button look="secondary" onClick={() => setEditing(true)}>
              {t(`notice.edit.${keeps}`)}
            </Button>
          )
        }
      >
        {editing ? (
          <NoticeForm notices={notices} onDone={() => setEditing(false)} />
        ) : (
          <NoticeText version={current} />
        )}
      </Card>
      {keeps === 'agency' && current.of === 'agency' && !editing && (
        <BackToNetwork version={notices.version} />
      )}
      <Card title={t('notice.versions')}>
        <p className="mb-3 text-solid-gray-700">{t('notice.versionsLead')}</p>
        {[...notices.own, ...notices.network].map((version) => (
          <details key={version.id} className="border-t border-solid-gray-300">
            <summary className="min-h-11 content-center text-blue-1000 underline underline-offset-4">
              {t(`notice.of.${version.of}`, { version: version.version })}
              {'　'}
              {asMoment(version.createdAt)}
              {version.createdBy && `　${version.createdBy}`}
            </summary>
            {version.followsNetwork ? <p>{t('notice.follows')}</p> : <NoticeText version={version} />}
          </details>
        ))}
      </Card>
    </>
  );
}

function NoticeText({ version }: { version: NoticeVersion }) {
  const { t } = useTranslation('consents');
  return (
    <div className="grid gap-5 py-2">
      {noticeParts.map((part) => (
        <section key={part}>
          <h3 className="mb-1 text-std-16B-170">{t(`notice.part.${part}`)}</h3>
          <div className="grid gap-x-6 gap-y-2 @2xl:grid-cols-2">
            {(['standard', 'easy'] as const).map((language) => (
              <div key={language}>
                <p className="text-dns-14B-130 text-solid-gray-700">{t(`notice.language.${language}`)}</p>
                <p className="whitespace-pre-line">{version[language][part]}</p>
              </div>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

function NoticeForm({ notices, onDone }: { notices: Notices; onDone: () => void }) {
  const { t } = useTranslation('consents');
  const { t: tKit } = useTranslation('kit');
  const say = useSay();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const begun = notices.keeps === 'network' ? notices.network[0] : notices.current;
  const [words, setWords] = useState({
    standard: begun?.standard ?? notices.current.standard,
    easy: begun?.easy ?? notices.current.easy,
  });
  const writing = useMutation({
    mutationFn: writeNotice,
    onSuccess: () => {
      say(t('notice.saved'));
      onDone();
    },
    onError: faults.takeFailure,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const empty = noticeParts.flatMap((part) =>
      (['standard', 'easy'] as const)
        .filter((language) => words[language][part].trim() === '')
        .map((language) => ({
          field: `${language}.${part}`,
          detail: t('notice.need', {
            part: t(`notice.part.${part}`),
            language: t(`notice.language.${language}`),
          }),
        })),
    );
    if (faults.refuse(empty)) return;
    writing.mutate({ version: notices.version, notice: words, key: keyFor(words) });
  }

  return (
    <form noValidate onSubmit={submit} className="grid gap-6">
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      <Notice>{t('notice.editLead')}</Notice>
      {noticeParts.map((part) => (
        <div key={part} className="grid gap-x-6 gap-y-3 @2xl:grid-cols-2">
          {(['standard', 'easy'] as const).map((language) => (
            <TextArea
              key={language}
              id={`${language}.${part}`}
              label={`${t(`notice.part.${part}`)}（${t(`notice.language.${language}`)}）`}
              required
              rows={5}
              maxLength={1200}
              value={words[language][part]}
              onChange={(event) =>
                setWords({ ...words, [language]: { ...words[language], [part]: event.target.value } })
              }
              error={faults.of(`${language}.${part}`)}
            />
          ))}
        </div>
      ))}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" busy={writing.isPending}>
          {t('notice.save')}
        </Button>
        <Button look="secondary" onClick={onDone}>
          {tKit('cancel')}
        </Button>
      </div>
    </form>
  );
}

function BackToNetwork({ version }: { version: number }) {
  const { t } = useTranslation('consents');
  const say = useSay();
  const keyFor = useAttemptKey();
  const going = useMutation({ mutationFn: followNetwork, onSuccess: () => say(t('notice.followed')) });
  return (
    <div>
      {going.isError && <FailureNotice failure={going.error} />}
      <Button
        look="quiet"
        busy={going.isPending}
        onClick={() => going.mutate({ version, key: keyFor(['follow', version]) })}
      >
        {t('notice.follow')}
      </Button>
    </div>
  );
}
