import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { asMonthDay } from '../../../lib/japanese-date.js';
import type { Poll, PollInvitee } from '../api/polls.js';

/** Who said what about which day. The table scrolls by itself, with the keyboard too. */
export function PollGrid({ poll }: { poll: Poll }) {
  const { t } = useTranslation('meetingDates');
  const { options, invitees, showsVotes } = poll;
  const comments = invitees.filter(({ comment }) => comment !== '');
  if (!showsVotes)
    return (
      <Card title={t('poll.grid')}>
        <p>{t('poll.hidden')}</p>
      </Card>
    );
  return (
    <Card title={t('poll.grid')}>
      <div role="region" aria-label={t('poll.gridScroll')} tabIndex={0} className="relative overflow-x-auto">
        <table className="border-collapse">
          <caption className="sr-only">{t('poll.grid')}</caption>
          <thead>
            <tr className="border-b-2 border-solid-gray-700 bg-solid-gray-50">
              <th scope="col" className="min-w-40 px-2 py-2 text-left">
                {t('poll.who')}
              </th>
              {options.map(({ id, day, from, allDay, isBest }) => (
                <th key={id} scope="col" className="min-w-24 px-2 py-2 text-center align-bottom">
                  {asMonthDay(day)}
                  {!allDay && <span className="block font-normal">{from}</span>}
                  {isBest && <span className="block text-dns-14B-130 text-green-1000">{t('poll.best')}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {invitees.map((invitee) => (
              <tr key={invitee.id} className="border-b border-solid-gray-420">
                <th scope="row" className="px-2 py-2 text-left font-normal">
                  <Who invitee={invitee} />
                </th>
                {options.map(({ id }) => (
                  <Said key={id} invitee={invitee} optionId={id} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {comments.length > 0 && (
        <div className="mt-4">
          <h3 className="text-std-16B-170">{t('poll.comments')}</h3>
          <ul className="grid gap-1">
            {comments.map(({ id, name, agency, comment }) => (
              <li key={id}>
                <span className="mr-3 text-solid-gray-700">{[agency, name].filter(Boolean).join('　')}</span>
                {comment}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  );
}

function Who({ invitee: { agency, name, isRequired, answeredAt } }: { invitee: PollInvitee }) {
  const { t } = useTranslation('meetingDates');
  return (
    <>
      {agency ?? name}
      <span className="block text-dns-14N-130 text-solid-gray-700">
        {[
          agency ? name : '',
          isRequired ? t('poll.required') : '',
          answeredAt === null ? t('poll.notAnswered') : '',
        ]
          .filter(Boolean)
          .join('・')}
      </span>
    </>
  );
}

function Said({ invitee, optionId }: { invitee: PollInvitee; optionId: string }) {
  const { t } = useTranslation('meetingDates');
  const said = invitee.votes.find((vote) => vote.optionId === optionId);
  return (
    <td className="px-2 py-2 text-center text-std-20B-150">
      {said ? (
        <>
          <span aria-hidden>{said.sign}</span>
          <span className="sr-only">{t(`poll.answer.${said.answer}`)}</span>
        </>
      ) : (
        <>
          <span aria-hidden>–</span>
          <span className="sr-only">{t('poll.blank')}</span>
        </>
      )}
    </td>
  );
}
