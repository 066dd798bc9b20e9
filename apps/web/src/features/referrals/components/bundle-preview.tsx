import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { DescriptionList } from '../../../components/description-list.js';
import { sizeText } from '../../../components/files/file-preview.js';
import { Notice } from '../../../components/notice.js';
import { StatusBadge } from '../../../components/status-badge.js';
import { inEra } from '../../../lib/japanese-date.js';
import type { BundleReading } from '../api/exchange.js';

/** What a file says: who asks, for whom, what is told, and what of it is not understood. */
export function BundlePreview({ reading }: { reading: BundleReading }) {
  const { t } = useTranslation('exchange');
  const { source } = reading;
  const unknown = t('in.unknown');
  return (
    <>
      <Card title={t('in.request')}>
        <DescriptionList
          items={[
            { term: t('in.number'), detail: reading.number },
            { term: t('in.source'), detail: source?.name },
            { term: t('in.phone'), detail: source?.phone },
            { term: t('in.address'), detail: source?.address },
            {
              term: t('in.recipients'),
              detail:
                reading.recipients.length > 0 &&
                t('in.recipientsNote', { names: reading.recipients.join('、') }),
            },
            { term: t('in.type'), detail: reading.typeName ?? unknown },
            { term: t('in.purpose'), detail: reading.purposeName ?? unknown },
            { term: t('in.urgency'), detail: reading.urgencyName },
            { term: t('in.services'), detail: reading.serviceNames.join('、') },
          ]}
        />
      </Card>
      <Card title={t('in.told')}>
        {reading.sections.length === 0 && <p>{t('in.none')}</p>}
        <div className="grid gap-5">
          {reading.sections.map((section) => (
            <section key={section.category} className="grid gap-2">
              <h3 className="flex flex-wrap items-center gap-2 text-std-17B-170">
                {section.name}
                {!section.kept && <StatusBadge tone="ended">{t('in.notKept')}</StatusBadge>}
              </h3>
              {!section.kept && <p className="text-solid-gray-700">{t('in.notKeptWhy')}</p>}
              <DescriptionList
                items={section.lines.map(({ label, text }) => ({ term: label, detail: dayText(text) }))}
              />
            </section>
          ))}
        </div>
      </Card>
      <Consents reading={reading} />
      {reading.files.length > 0 && (
        <Card title={t('in.files')}>
          <p>{t('in.filesLead')}</p>
          <Bullets>
            {reading.files.map((file, at) => (
              <li key={at}>
                <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  <span>
                    {file.name || file.kindName}
                    {file.octets !== null && `（${sizeText(file.octets)}）`}
                  </span>
                  <span>{file.categoryName}</span>
                  <StatusBadge tone={file.taken ? 'good' : 'ended'}>
                    {t(file.taken ? 'in.fileTaken' : 'in.fileNotTaken')}
                  </StatusBadge>
                </span>
              </li>
            ))}
          </Bullets>
        </Card>
      )}
      {reading.unread.length > 0 && (
        <Notice tone="warning" title={t('in.unread')}>
          <p>{t('in.unreadLead')}</p>
          <Bullets>
            {reading.unread.map(({ what, why }, at) => (
              <li key={at}>
                {what}：{why}
              </li>
            ))}
          </Bullets>
        </Notice>
      )}
    </>
  );
}

function Consents({ reading }: { reading: BundleReading }) {
  const { t } = useTranslation('exchange');
  const { consents } = reading;
  return (
    <Notice tone="info" title={t('in.consent')}>
      <p>{t(consents.length > 0 ? 'in.consentLead' : 'in.consentNone')}</p>
      <Bullets>
        {consents.map((consent, at) => (
          <li key={at}>
            <p>
              {t(consent.validUntil ? 'in.consentOf' : 'in.consentSince', {
                state: consent.stateName,
                decided: dayText(consent.decidedOn),
                until: dayText(consent.validUntil),
              })}
            </p>
            <p>
              {consent.recipients.join('、')}
              {consent.categoryNames.length > 0 && `：${consent.categoryNames.join('、')}`}
            </p>
          </li>
        ))}
      </Bullets>
    </Notice>
  );
}

function Bullets({ children }: { children: ReactNode }) {
  return <ul className="mt-2 grid list-disc gap-1 pl-5">{children}</ul>;
}

/** A day is shown in the era; what another system wrote may be none. */
function dayText(day: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? inEra(day) : day;
}
