import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { Icon } from '../../../components/icon.js';
import { Loaded } from '../../../components/loaded.js';
import { Meter } from '../../../components/meter.js';
import { classes } from '../../../lib/classes.js';
import { TextLink } from '../../../components/text-link.js';
import { completenessQuery } from '../api/get-completeness.js';
import { stepOf } from '../compose-steps.js';

/** How far the draft is from being sent, and what it still needs. */
export function CompletenessCard({ referralId }: { referralId: string }) {
  const { t } = useTranslation('referrals');
  const completeness = useQuery(completenessQuery(referralId));
  return (
    <Card className="no-print @4xl:sticky @4xl:top-4">
      <Loaded query={completeness} lines={2}>
        {({ percent, ready, items }) => (
          <div className="grid gap-3">
            <Meter
              label={t('compose.completeness')}
              percent={percent}
              text={t('compose.percent', { percent })}
            />
            {ready && <p className="font-bold text-green-1000">{t('compose.complete')}</p>}
            <ul className="grid gap-1">
              {items.map(({ code, label, done, required, hint }) => (
                <li key={code} className="flex items-start gap-2">
                  <Icon
                    name={done ? 'success' : 'dash'}
                    className={classes('mt-1 size-5', done ? 'text-green-900' : 'text-solid-gray-600')}
                  />
                  <span className="min-w-0">
                    {done ? (
                      label
                    ) : (
                      <TextLink to={`?step=${stepOf(code)}`} className="font-bold">
                        {label}
                      </TextLink>
                    )}
                    <span className="sr-only">{t(done ? 'compose.done' : 'compose.notDone')}</span>
                    {!done && !required && <span className="text-dns-14N-130">{t('compose.optional')}</span>}
                    {!done && <span className="block text-dns-14N-130 text-solid-gray-700">{hint}</span>}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </Loaded>
    </Card>
  );
}
