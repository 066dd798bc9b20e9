import { useTranslation } from 'react-i18next';
import { DescriptionList } from '../../../components/description-list.js';
import type { Agency } from '../api/get-agency.js';
import { VisibilityMark } from './visibility-mark.js';

/** The jobs in which an agency takes trainees. */
export function TraineeOffers({ offers }: { offers: Agency['traineeOffers'] }) {
  const { t } = useTranslation('records');
  return (
    <ul className="grid gap-4">
      {offers.map((offer) => (
        <li key={offer.id} className="keep-together rounded-12 bg-solid-gray-50 p-4">
          <h3 className="flex flex-wrap items-center gap-x-3 text-std-18B-160">
            {offer.job}
            <span className="text-dns-16N-130">{offer.reception}</span>
            <VisibilityMark visibility={offer.visibility} />
          </h3>
          <DescriptionList
            items={[
              { term: t('page.period'), detail: offer.period },
              {
                term: t('page.places'),
                detail: offer.places !== null && t('page.placesValue', { count: offer.places }),
              },
              { term: t('page.conditions'), detail: offer.conditions },
              { term: t('page.insurance'), detail: offer.insurance },
            ]}
          />
        </li>
      ))}
    </ul>
  );
}
