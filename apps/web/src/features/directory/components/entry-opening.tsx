import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { agencyQuery, type AgencyService } from '../api/get-agency.js';
import type { OpeningProposal, OpeningRules } from '../api/opening-hours.js';
import type { EntryRow } from '../entry-content.js';
import { OpeningForm } from './opening-form.js';
import type { EntryWriting } from './use-entry-writing.js';

type ServiceOpeningProps = {
  agencyId: string;
  row: EntryRow;
  writing: EntryWriting;
  faultOf: (path: string) => string | undefined;
};

/** When one service is open. Once somebody has touched it, the agency itself has said so. */
export function ServiceOpening({ agencyId, row, writing, faultOf }: ServiceOpeningProps) {
  const { t } = useTranslation('records');
  const page = useQuery(agencyQuery(agencyId)).data;
  const shown = page?.services.find(({ id }) => id === row.id);
  const path = `services/${row.id}/opening`;
  const { hours, closedDays } = shown ?? {};
  return (
    <section className="grid gap-4 rounded-12 bg-solid-gray-50 p-4">
      <h4 className="text-std-16B-170">{t('row.hours')}</h4>
      {(hours || closedDays) && (
        <p className="text-dns-14N-130 whitespace-pre-line text-solid-gray-700">
          {t('row.sourceHours')}：{[hours, closedDays].filter(Boolean).join('　')}
        </p>
      )}
      <OpeningForm
        name={path}
        value={row['opening'] as OpeningRules | null}
        proposal={row['opening'] === null ? proposalOf(shown) : undefined}
        faultOf={(field) => faultOf(`${path}.${field}`)}
        onChange={(rules) =>
          writing.change((before) => ({
            ...before,
            services: before.services.map((service) =>
              service.id === row.id ? { ...service, opening: rules, openingConfirmed: true } : service,
            ),
          }))
        }
      />
    </section>
  );
}

/** What stands on the page and was only read out of a text. */
function proposalOf(service: AgencyService | undefined): OpeningProposal | undefined {
  if (!service?.opening || service.opening.confirmed) return undefined;
  const { text, openPoints, rules } = service.opening;
  return { kind: 'exact', text, reason: null, openPoints, rules };
}
