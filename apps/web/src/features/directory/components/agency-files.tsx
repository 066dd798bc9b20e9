import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { fileAddress } from '../api/agency-files.js';
import type { Agency } from '../api/get-agency.js';

const mostShown = 6;

/** The photographs of an agency, each with what it shows. */
export function AgencyPhotos({ agency }: { agency: Agency }) {
  const { t } = useTranslation('records');
  const photos = agency.files.filter(({ contentType }) => contentType !== 'application/pdf');
  if (photos.length === 0) return null;
  return (
    <section aria-label={t('page.photos')}>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(14rem,1fr))] gap-4">
        {photos.slice(0, mostShown).map((photo) => (
          <li key={photo.id}>
            <figure className="grid gap-1">
              <img
                src={fileAddress(agency.id, photo.id)}
                alt=""
                width={photo.width ?? undefined}
                height={photo.height ?? undefined}
                loading="lazy"
                className="aspect-4/3 w-full rounded-12 border border-solid-gray-300 bg-solid-gray-50 object-cover"
              />
              {/* The caption says what the picture shows, to everybody: a hidden text would say it a second time. */}
              <figcaption className="text-dns-14N-130 text-solid-gray-700">{photo.words}</figcaption>
            </figure>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The leaflets of an agency, to download. */
export function AgencyLeaflets({ agency }: { agency: Agency }) {
  const { t } = useTranslation('records');
  const leaflets = agency.files.filter(({ contentType }) => contentType === 'application/pdf');
  if (leaflets.length === 0) return null;
  return (
    <Card title={t('page.leaflets')} className="no-print">
      <ul className="grid gap-2">
        {leaflets.map((leaflet) => (
          <li key={leaflet.id}>
            <a
              href={fileAddress(agency.id, leaflet.id)}
              download
              className="text-blue-1000 underline underline-offset-4 hover:decoration-2"
            >
              {leaflet.words}
            </a>
            <span className="text-dns-14N-130 text-solid-gray-700">
              （{t('page.download', { size: sizeText(leaflet.octets) })}）
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** 320KB、1.2MB. */
export function sizeText(octets: number): string {
  const megabytes = octets / 1024 / 1024;
  return megabytes >= 1 ? `${megabytes.toFixed(1)}MB` : `${Math.max(1, Math.round(octets / 1024))}KB`;
}
