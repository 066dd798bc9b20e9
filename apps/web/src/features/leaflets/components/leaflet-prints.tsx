import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Meter } from '../../../components/meter.js';
import { newAttemptKey } from '../../../lib/attempt-key.js';
import { asMoment } from '../../../lib/japanese-date.js';
import { isUnderWay, printAddress, type Leaflet, type LeafletPrint } from '../api/get-leaflets.js';
import { orderPrint } from '../api/keep-leaflet.js';

/** Orders the PDF and shows how far each is. One may leave and come back: a worker makes it. */
export function LeafletPrints({ leaflet }: { leaflet: Leaflet }) {
  const { t } = useTranslation('leaflets');
  const ordering = useMutation({ mutationFn: orderPrint });
  return (
    <Card title={t('print.title')}>
      <div className="grid gap-4">
        {leaflet.can.print ? (
          <>
            <p>{t('print.lead')}</p>
            {(['a4', 'a3'] as const).map((format) => (
              <div key={format} className="grid justify-items-start gap-1.5">
                <p className="text-dns-14N-130 text-solid-gray-700">{t(`print.${format}`)}</p>
                <Button
                  look={format === 'a4' ? 'primary' : 'secondary'}
                  busy={ordering.isPending && ordering.variables.format === format}
                  onClick={() => ordering.mutate({ id: leaflet.id, format, key: newAttemptKey() })}
                >
                  {t(`print.order.${format}`)}
                </Button>
              </div>
            ))}
          </>
        ) : (
          <p>{t('print.none')}</p>
        )}
        {ordering.isError && <FailureNotice failure={ordering.error} />}
        {leaflet.prints.length > 0 && (
          <div>
            <h3 className="font-bold">{t('print.made')}</h3>
            <ul className="divide-y divide-solid-gray-300">
              {leaflet.prints.map((print) => (
                <li key={print.id} className="py-3">
                  <Print leafletId={leaflet.id} print={print} />
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Card>
  );
}

function Print({ leafletId, print }: { leafletId: string; print: LeafletPrint }) {
  const { t } = useTranslation('leaflets');
  const format = print.format.toUpperCase();
  const made = (
    <p className="text-dns-14N-130 text-solid-gray-700">
      {t('print.by', { at: asMoment(print.createdAt), by: print.createdBy })}
    </p>
  );
  if (isUnderWay(print))
    return (
      <Meter label={t('print.progress', { format })} percent={print.progress} text={`${print.progress}%`} />
    );
  if (print.state === 'failed' || print.outdated)
    return (
      <div>
        <p>
          {format}: {t(print.outdated ? 'print.outdated' : 'print.failed')}
        </p>
        {made}
      </div>
    );
  return (
    <div className="grid gap-1">
      <a
        href={printAddress(leafletId, print.id)}
        download
        className="text-blue-1000 underline underline-offset-4"
      >
        {t('print.download', { format })}
      </a>
      <p>
        {t('print.done', {
          pages: print.pages,
          agencies: print.agencies,
          size: Math.ceil((print.octets ?? 0) / 1024).toLocaleString('ja-JP'),
        })}
      </p>
      {print.replaced.length > 0 && (
        <p className="text-orange-1000">{t('print.replaced', { characters: print.replaced.join(' ') })}</p>
      )}
      {made}
    </div>
  );
}
