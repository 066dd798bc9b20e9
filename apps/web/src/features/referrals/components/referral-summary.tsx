import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { DescriptionList } from '../../../components/description-list.js';
import { TextLink } from '../../../components/text-link.js';
import { asMoment, inEra } from '../../../lib/japanese-date.js';
import { presentLine, presentLines, type Referral } from '../api/get-referral.js';
import { nameOf, vocabularyQuery } from '../api/get-vocabulary.js';
import { answering } from '../referral.codes.js';
import { DueText } from './due-text.js';

/** The cover of a referral: from whom to whom, what for, by when. */
export function ReferralSummary({ referral }: { referral: Referral }) {
  const { t } = useTranslation('referrals');
  const { t: tTerms } = useTranslation('terms');
  const vocabulary = useQuery(vocabularyQuery).data;
  const line = presentLine(referral);
  const lines = presentLines(referral);
  return (
    <DescriptionList
      items={[
        { term: t('page.from'), detail: <AgencyLink agency={referral.source} /> },
        {
          term: t('page.to'),
          detail: lines.length > 0 && (
            <ul>
              {lines.map(({ id, agency }) => (
                <li key={id}>
                  <AgencyLink agency={agency} />
                </li>
              ))}
            </ul>
          ),
        },
        { term: t('compose.mode'), detail: lines.length > 1 && referral.modeName },
        { term: t('page.receiptNumber'), detail: line?.receiptNumber },
        { term: t('page.type'), detail: referral.typeName },
        { term: t('page.purpose'), detail: referral.purpose && tTerms(`purpose.${referral.purpose}`) },
        { term: t('page.urgency'), detail: referral.urgencyName },
        {
          term: t('compose.replyBy'),
          detail: (line?.dueOn ?? referral.replyBy) && (
            <DueText
              day={line?.dueOn ?? referral.replyBy ?? ''}
              open={answering.includes(line?.status ?? null)}
            />
          ),
        },
        {
          term: t('page.services'),
          detail: referral.services.map((service) => nameOf(vocabulary?.askedServices, service)).join('、'),
        },
        {
          term: t('page.reason'),
          detail:
            line?.reasonName &&
            `${line.reasonName}${line.attribution ? `（${t(`attribution.${line.attribution}`)}）` : ''}`,
        },
        { term: t('page.sentAt'), detail: line?.sentAt && asMoment(line.sentAt) },
        { term: t('page.receivedAt'), detail: line?.receivedAt && asMoment(line.receivedAt) },
        {
          term: t('page.firstOpenedAt'),
          detail: referral.side === 'source' && line?.firstOpenedAt && asMoment(line.firstOpenedAt),
        },
        { term: t('page.decidedAt'), detail: line?.decidedAt && asMoment(line.decidedAt) },
        { term: t('page.startedOn'), detail: line?.startedOn && inEra(line.startedOn) },
      ]}
    />
  );
}

function AgencyLink({ agency }: { agency: { id: string; name: string } }) {
  return <TextLink to={`/agencies/${agency.id}`}>{agency.name}</TextLink>;
}
