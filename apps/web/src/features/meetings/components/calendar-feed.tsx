import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { feedsQuery, makeFeed, revokeFeed } from '../api/invitations.js';

/** An address from which a calendar program fetches the meetings: of one council, or all of the own. */
export function CalendarFeed({ councilId }: { councilId: string | null }) {
  const { t } = useTranslation('meetings');
  const say = useSay();
  const feeds = useQuery(feedsQuery());
  const making = useMutation({ mutationFn: makeFeed });
  const ending = useMutation({
    mutationFn: revokeFeed,
    onSuccess: () => {
      making.reset();
      say(t('invitations.feed.revoked'));
    },
  });
  const failed = making.error ?? ending.error;
  return (
    <Card title={t('invitations.feed.title')} className="no-print">
      <p className="mb-3">{t('invitations.feed.text')}</p>
      {failed && <FailureNotice failure={failed} />}
      <Loaded query={feeds}>
        {(found) => {
          const own = found.find((feed) => feed.councilId === councilId);
          return (
            <div className="grid gap-3">
              {making.data ? (
                <TextField
                  name="feed-address"
                  label={t('invitations.feed.address')}
                  support={t('invitations.feed.addressText')}
                  readOnly
                  value={making.data.address}
                  onFocus={(event) => event.target.select()}
                />
              ) : (
                own && <p>{t('invitations.feed.active', { at: asMoment(own.createdAt) })}</p>
              )}
              <div className="flex flex-wrap gap-3">
                <Button look="secondary" busy={making.isPending} onClick={() => making.mutate({ councilId })}>
                  {t(own ? 'invitations.feed.again' : 'invitations.feed.make')}
                </Button>
                {own && (
                  <Button look="quiet" busy={ending.isPending} onClick={() => ending.mutate({ id: own.id })}>
                    {t('invitations.feed.revoke')}
                  </Button>
                )}
              </div>
            </div>
          );
        }}
      </Loaded>
    </Card>
  );
}
