import { useTranslation } from 'react-i18next';
import { Icon } from '../../../components/icon.js';
import { OutsideLink, PhoneLink } from '../../../components/text-link.js';
import type { Agency } from '../api/get-agency.js';
import { VisibilityMark } from './visibility-mark.js';

/** Whom to call, the number first. */
export function ContactWindows({ agency }: { agency: Agency }) {
  const { t } = useTranslation('directory');
  if (agency.windows.length === 0) return <p>{t('agency.noWindows')}</p>;
  return (
    <ul className="divide-y divide-solid-gray-300">
      {agency.windows.map((window) => (
        <li key={window.id} className="py-2.5 first:pt-0 last:pb-0">
          <p className="flex flex-wrap items-center gap-x-3 font-bold">
            {window.name}
            <VisibilityMark visibility={window.visibility} />
          </p>
          {window.forWhat && <p className="text-solid-gray-700">{window.forWhat}</p>}
          {window.phone && (
            <p className="flex items-center gap-2 text-std-20B-150">
              <Icon name="phone" />
              <PhoneLink number={window.phone} />
              {window.extension && <span className="text-dns-16N-130">{t('agency.extension', window)}</span>}
            </p>
          )}
          {window.hours && <p className="text-dns-14N-130 text-solid-gray-700">{window.hours}</p>}
          {window.email && (
            <p>
              <OutsideLink href={`mailto:${window.email}`} className="break-all">
                {window.email}
              </OutsideLink>
            </p>
          )}
          {window.fax && (
            <p className="text-dns-14N-130 text-solid-gray-700">
              {t('agency.fax')} {window.fax}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
