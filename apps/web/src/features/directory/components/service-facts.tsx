import { useTranslation } from 'react-i18next';
import { DescriptionList } from '../../../components/description-list.js';
import type { AgencyService } from '../api/get-agency.js';

/** Whom a service is for, what it costs and pays, and how one comes to it. */
export function ServiceFacts({ service }: { service: AgencyService }) {
  const { t } = useTranslation('records');
  return (
    <DescriptionList
      items={[
        { term: t('page.target'), detail: service.disabilities.join('、') },
        { term: t('page.eligibility'), detail: service.eligibility },
        { term: t('page.age'), detail: ageText(service, t) },
        { term: t('page.wage'), detail: wageText(service, t) },
        { term: t('page.costs'), detail: service.costs },
        { term: t('page.transport'), detail: service.transport },
        { term: t('page.meals'), detail: service.meals },
        { term: t('page.visit'), detail: service.visit },
        { term: t('page.trial'), detail: service.trial },
        { term: t('page.training'), detail: service.training },
        { term: t('page.howToApply'), detail: service.howToApply },
      ]}
    />
  );
}

type Words = ReturnType<typeof useTranslation<'records'>>['t'];

function ageText({ ageMin: min, ageMax: max }: AgencyService, t: Words): string | null {
  if (min !== null && max !== null) return t('page.ageBoth', { min, max });
  if (min !== null) return t('page.ageFrom', { min });
  return max === null ? null : t('page.ageTo', { max });
}

function wageText({ wageMonthly, wageYear: year }: AgencyService, t: Words): string | null {
  if (wageMonthly === null) return null;
  const amount = wageMonthly.toLocaleString('ja-JP');
  return year === null ? t('page.wageNoYear', { amount }) : t('page.wageValue', { amount, year });
}
