import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { DownloadLink } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { ErasureDuties } from '../../../components/follow-ups/erasure-duties.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { withdrawalPaper, type WithdrawalRecord, withdrawalsQuery } from '../api/list-withdrawals.js';

/** What the person took back: what closed, what could not be undone, and what the recipients answered. */
export function WithdrawalRecords({ personId }: { personId: string }) {
  const { t } = useTranslation('people');
  const records = useQuery(withdrawalsQuery(personId)).data ?? [];
  if (records.length === 0) return null;
  return (
    <Card title={t('withdrawal.listTitle')}>
      <ul className="divide-y divide-solid-gray-300">
        {records.map((record) => (
          <li key={record.id} className="grid gap-3 py-5 first:pt-0 last:pb-0">
            <RecordHead record={record} />
            <RecordEffects record={record} />
            {record.duties.length > 0 && (
              <section>
                <h4 className="mb-2 font-bold">{t('withdrawal.duties')}</h4>
                <ErasureDuties duties={record.duties} />
              </section>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function RecordHead({ record }: { record: WithdrawalRecord }) {
  const { t } = useTranslation('people');
  return (
    <div className="flex flex-wrap items-start justify-between gap-3">
      <div>
        <h3 className="text-std-18B-160">
          {record.number}　{record.scopeName}
        </h3>
        <p>
          {t('withdrawal.said', {
            moment: asMoment(record.saidAt),
            channel: record.channelName,
            who: record.toldByName,
          })}
          {'　'}
          {t('withdrawal.recorded', {
            moment: asMoment(record.recordedAt),
            agency: record.heardByAgency,
            name: record.heardBy,
          })}
        </p>
        {record.identityCheck && (
          <p className="text-solid-gray-700">
            {t('withdrawal.checked', { check: record.identityCheck })}
            {record.note && <span className="block whitespace-pre-line">{record.note}</span>}
          </p>
        )}
      </div>
      <DownloadLink look="secondary" href={withdrawalPaper(record.id)}>
        {t('withdrawal.paper')}
      </DownloadLink>
    </div>
  );
}

function RecordEffects({ record }: { record: WithdrawalRecord }) {
  const { t } = useTranslation('people');
  const { t: tTerms } = useTranslation('terms');
  const named = (codes: readonly (typeof record.closed)[number]['categories'][number][]) =>
    codes.map((code) => tTerms(`category.${code}`)).join('、');
  return (
    <div className="grid gap-3 @2xl:grid-cols-2">
      <section>
        <h4 className="font-bold">{t('withdrawal.closed')}</h4>
        <ul className="list-disc pl-5">
          {record.closed.map((part) => (
            <li key={part.agencyId}>
              {t('withdrawal.closesLine', { agency: part.agencyName, categories: named(part.categories) })}
            </li>
          ))}
          {record.lines.map((line) => (
            <li key={line.referralId}>
              {t(line.was === line.became ? 'withdrawal.metSame' : 'withdrawal.metLine', {
                number: line.number,
                agency: line.agencyName,
                was: line.wasName,
                became: line.becameName,
              })}
            </li>
          ))}
          {record.drafts.length > 0 && (
            <li>{t('withdrawal.drafts', { numbers: record.drafts.join('、') })}</li>
          )}
        </ul>
      </section>
      <section>
        <h4 className="font-bold">{t('withdrawal.readBefore')}</h4>
        {record.readBefore.length === 0 && <p>{t('withdrawal.unread')}</p>}
        <ul className="list-disc pl-5">
          {record.readBefore.map((read) => (
            <li key={`${read.at}${read.byName}`}>
              {t(`withdrawal.${lineOf(read)}`, {
                moment: asMoment(read.at),
                agency: read.agencyName,
                name: read.byName,
                categories: named(read.categories),
              })}
            </li>
          ))}
        </ul>
        {record.grounds.length > 0 && (
          <p className="mt-2">{t('withdrawal.grounds', { numbers: record.grounds.join('、') })}</p>
        )}
      </section>
    </div>
  );
}

/** What was read, was returned, or was handed to an agency of which nobody knows who read it. */
function lineOf({ reported, byName }: WithdrawalRecord['readBefore'][number]) {
  if (reported) return 'reportedLine';
  return byName === null ? 'handedLine' : 'readLine';
}
