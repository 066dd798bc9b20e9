import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useAttemptKey } from '../../lib/attempt-key.js';
import { asMoment, inEra } from '../../lib/japanese-date.js';
import { type Ground, type GroundMove, moveGround } from '../../lib/legal-grounds.js';
import { Button } from '../button.js';
import { FailureNotice } from '../failure-notice.js';
import { StatusBadge, type BadgeTone } from '../status-badge.js';
import { TextLink } from '../text-link.js';
import { useSay } from '../toast.js';
import './texts.js';

const tones: Record<Ground['state'], BadgeTone> = {
  proposed: 'waiting',
  approved: 'good',
  refused: 'danger',
  ended: 'ended',
  expired: 'ended',
};

/** Grounds on which something is told without consent, and what can become of them. */
export function Grounds({ grounds, linked = false }: { grounds: readonly Ground[]; linked?: boolean }) {
  return (
    <ul className="divide-y divide-solid-gray-300">
      {grounds.map((ground) => (
        <GroundItem key={ground.id} ground={ground} linked={linked} />
      ))}
    </ul>
  );
}

function GroundItem({ ground, linked }: { ground: Ground; linked: boolean }) {
  const { t } = useTranslation('followUps');
  const { t: tTerms } = useTranslation('terms');
  return (
    <li className="grid gap-2 py-4 first:pt-0 last:pb-0">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {linked ? (
          <TextLink to={`/people/${ground.personId}/consents`}>{ground.number}</TextLink>
        ) : (
          <strong>{ground.number}</strong>
        )}
        <StatusBadge tone={tones[ground.state]}>{t(`ground.states.${ground.state}`)}</StatusBadge>
        {ground.toBeChecked && <StatusBadge tone="plain">{t('ground.toBeChecked')}</StatusBadge>}
      </p>
      <p>
        <strong>{t('ground.to', { agency: ground.recipientName })}</strong>
        {'　'}
        {ground.categories.map((code) => tTerms(`category.${code}`)).join('、')}（
        {tTerms(`purpose.${ground.purpose}`)}・{t('ground.until', { day: inEra(ground.untilDay) })}）
      </p>
      <p>
        {ground.basisName}（{ground.article}）
      </p>
      <p className="whitespace-pre-line">
        <strong>{t('ground.reason')}</strong>
        {`　${ground.reason}`}
      </p>
      <p className="text-solid-gray-700">
        {t('ground.proposed', { moment: asMoment(ground.proposedAt), name: ground.proposedBy })}
        {ground.decidedAt &&
          `　${t('ground.decided', { moment: asMoment(ground.decidedAt), name: ground.decidedBy })}`}
      </p>
      <GroundButtons ground={ground} />
    </li>
  );
}

const said = { approval: 'approved', refusal: 'refused', ending: 'ended' } as const;

function GroundButtons({ ground }: { ground: Ground }) {
  const { t } = useTranslation('followUps');
  const say = useSay();
  const keyFor = useAttemptKey();
  const moving = useMutation({
    mutationFn: moveGround,
    onSuccess: (_, { move }) => say(t(`ground.${said[move]}`)),
  });
  const press = (move: GroundMove) =>
    moving.mutate({ ground, move, key: keyFor([ground.id, ground.version, move]) });
  if (!ground.mayDecide && !ground.mayEnd) return null;
  return (
    <>
      {moving.isError && <FailureNotice failure={moving.error} />}
      <div className="flex flex-wrap gap-3">
        {ground.mayDecide && (
          <>
            <Button look="secondary" busy={moving.isPending} onClick={() => press('approval')}>
              {t('ground.approve')}
            </Button>
            <Button look="secondary" busy={moving.isPending} onClick={() => press('refusal')}>
              {t('ground.refuse')}
            </Button>
          </>
        )}
        {ground.mayEnd && (
          <Button look="quiet" busy={moving.isPending} onClick={() => press('ending')}>
            {t(ground.state === 'proposed' ? 'ground.takeBack' : 'ground.end')}
          </Button>
        )}
      </div>
    </>
  );
}
