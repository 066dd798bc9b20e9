import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, useLocation } from 'react-router';
import { useSession } from '../lib/session.js';
import { classes } from '../lib/classes.js';
import { unreadQuery } from '../features/notices/api/unread-notices.js';

const places = [
  { to: '/', name: 'today' },
  { to: '/referrals', name: 'referrals', cases: true },
  { to: '/vacancy-inquiries', name: 'vacancyInquiries', cases: true },
  { to: '/people', name: 'people', cases: true },
  { to: '/support-terms', name: 'transitions', cases: true },
  { to: '/intake-requests', name: 'intakes', cases: true },
  { to: '/follow-ups', name: 'followUps', cases: true },
  { to: '/agencies', name: 'agencies' },
  { to: '/councils', name: 'councils' },
  { to: '/leaflets', name: 'leaflets', keeps: true },
  { to: '/leaflet-consent', name: 'leafletConsent', cases: true },
  { to: '/stalls', name: 'stalls', keeps: true },
  { to: '/figures', name: 'figures' },
  { to: '/notices', name: 'notices' },
  { to: '/upkeep', name: 'upkeep', keeps: true },
  { to: '/imports', name: 'imports', keeps: true },
  { to: '/directory/changes', name: 'changes', keeps: true },
  { to: '/directory/settings', name: 'settings', keeps: true },
  { to: '/members', name: 'members' },
] as const;

/** The main places, with the number of unread notices. */
export function Navigation() {
  const { t } = useTranslation('app');
  const { can } = useSession();
  const client = useQueryClient();
  const { pathname } = useLocation();
  const unread = useQuery(unreadQuery).data ?? 0;
  // The menu stays while pages change; each change asks for the number anew.
  useEffect(() => void client.invalidateQueries({ queryKey: unreadQuery.queryKey }), [client, pathname]);
  const open = places.filter(
    (place) => (can.handleCases || !('cases' in place)) && (can.keepDirectory || !('keeps' in place)),
  );
  return (
    <nav aria-label={t('nav.label')} className="@container mx-auto max-w-page px-1">
      <ul className="grid py-2 @3xl:flex @3xl:flex-wrap @3xl:py-0">
        {open.map((place) => (
          <li key={place.to}>
            <NavLink
              to={place.to}
              end={place.to === '/'}
              className={({ isActive }) =>
                classes(
                  'flex min-h-11 items-center gap-2 border-l-4 px-3 @3xl:min-h-12 @3xl:border-b-4 @3xl:border-l-0 @3xl:pt-1',
                  isActive
                    ? 'border-blue-900 font-bold text-blue-900'
                    : 'border-transparent hover:border-solid-gray-420 hover:underline',
                )
              }
            >
              {t(`nav.${place.name}`)}
              {place.name === 'notices' && unread > 0 && (
                <span className="rounded-full bg-red-900 px-2 py-0.5 text-oln-14B-100 text-white">
                  <span aria-hidden="true">{unread}</span>
                  <span className="sr-only">{t('nav.unread', { count: unread })}</span>
                </span>
              )}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
