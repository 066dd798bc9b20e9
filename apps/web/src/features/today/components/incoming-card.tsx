import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { Loaded } from '../../../components/loaded.js';
import { TextLink } from '../../../components/text-link.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { incomingQuery } from '../api/get-incoming.js';

/** What others have said and asked: unread words on referrals, and requests of people and families. */
export function IncomingCard() {
  const { t } = useTranslation('today');
  const incoming = useQuery(incomingQuery);
  return (
    <Card title={t('incoming.title')}>
      <Loaded query={incoming} lines={2}>
        {({ unread, unreadReferrals, openIntakes, takenIntakes, openInquiries }) => (
          <div className="grid gap-3">
            {unread.length === 0 ? (
              <p className="text-solid-gray-700">{t('incoming.none')}</p>
            ) : (
              <>
                <p>{t('incoming.unread', { count: unreadReferrals })}</p>
                <ul className="divide-y divide-solid-gray-300">
                  {unread.map(({ referralId, number, agency, messages, lastAt }) => (
                    <li key={referralId} className="py-2 first:pt-0">
                      <TextLink to={`/referrals/${referralId}`} className="font-bold">
                        {t('incoming.of', { number, agency })}
                      </TextLink>
                      <span className="block text-dns-14N-130 text-solid-gray-700">
                        {t('incoming.messages', { count: messages, moment: asMoment(lastAt) })}
                      </span>
                    </li>
                  ))}
                </ul>
              </>
            )}
            <p className="flex items-baseline justify-between gap-4">
              <TextLink to="/intake-requests">{t('incoming.intakes')}</TextLink>
              <span className="font-bold tabular-nums">
                {(openIntakes + takenIntakes).toLocaleString('ja-JP')}
                {t('unit')}
              </span>
            </p>
            {takenIntakes > 0 && <p>{t('incoming.taken', { count: takenIntakes })}</p>}
            <p className="flex items-baseline justify-between gap-4">
              <TextLink to="/vacancy-inquiries?box=unanswered">{t('incoming.inquiries')}</TextLink>
              <span className="font-bold tabular-nums">
                {openInquiries.toLocaleString('ja-JP')}
                {t('unit')}
              </span>
            </p>
          </div>
        )}
      </Loaded>
    </Card>
  );
}
