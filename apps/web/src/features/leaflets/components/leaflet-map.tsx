import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { newAttemptKey } from '../../../lib/attempt-key.js';
import type { Leaflet } from '../api/get-leaflets.js';
import { mapAddress, putMap, removeMap } from '../api/leaflet-map.js';

/** The map page: a picture that the network may print, or none. */
export function LeafletMap({ leaflet }: { leaflet: Leaflet }) {
  const { t } = useTranslation('leaflets');
  const say = useSay();
  const chooser = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState(leaflet.mapWords ?? '');
  const putting = useMutation({ mutationFn: putMap, onSuccess: () => say(t('map.put')) });
  const removing = useMutation({ mutationFn: removeMap, onSuccess: () => say(t('map.removed')) });
  const { id, version, mapWords, can } = leaflet;
  if (!can.change && mapWords === null) return null;
  return (
    <Card title={t('map.title')}>
      <div className="grid justify-items-start gap-3">
        {mapWords === null ? (
          <p className="text-dns-14N-130 text-solid-gray-700">{t('map.none')}</p>
        ) : (
          <figure className="grid gap-1">
            <img
              src={mapAddress(id, version)}
              alt={mapWords}
              className="max-h-80 rounded-8 border border-solid-gray-300"
            />
            <figcaption className="text-dns-14N-130 text-solid-gray-700">{mapWords}</figcaption>
          </figure>
        )}
        {can.change && (
          <>
            <TextField
              name="mapWords"
              label={t('map.words')}
              support={t('map.wordsSupport')}
              autoComplete="off"
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
            <input
              ref={chooser}
              type="file"
              accept="image/png,image/jpeg"
              className="sr-only"
              tabIndex={-1}
              aria-label={t('map.choose')}
              onChange={(event) => {
                const file = event.target.files?.[0];
                event.target.value = '';
                if (file) putting.mutate({ id, file, words: words.trim(), key: newAttemptKey() });
              }}
            />
            <div className="flex flex-wrap gap-3">
              <Button
                look="secondary"
                busy={putting.isPending}
                disabled={words.trim() === ''}
                onClick={() => chooser.current?.click()}
              >
                {t('map.choose')}
              </Button>
              {mapWords !== null && (
                <Button look="quiet" busy={removing.isPending} onClick={() => removing.mutate(id)}>
                  {t('map.remove')}
                </Button>
              )}
            </div>
          </>
        )}
        {putting.isError && <FailureNotice failure={putting.error} />}
        {removing.isError && <FailureNotice failure={removing.error} />}
      </div>
    </Card>
  );
}
