import { useTranslation } from 'react-i18next';
import { TextLink } from './text-link.js';

/** A step on the way here. */
export type Crumb = { to: string; label: string };

/** The way from the start to this page. */
export function Breadcrumbs({ trail, here }: { trail: readonly Crumb[]; here: string }) {
  const { t } = useTranslation('kit');
  return (
    <nav aria-label={t('breadcrumbs')} className="no-print text-dns-14N-130">
      <ol className="flex flex-wrap items-center gap-x-2">
        {trail.map((crumb) => (
          <li key={crumb.to} className="flex min-h-8 items-center gap-2">
            <TextLink to={crumb.to} className="inline-flex min-h-6 items-center">
              {crumb.label}
            </TextLink>
            <span aria-hidden="true">›</span>
          </li>
        ))}
        <li aria-current="page" className="text-solid-gray-700">
          {here}
        </li>
      </ol>
    </nav>
  );
}
