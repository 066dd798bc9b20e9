import { useTranslation } from 'react-i18next';
import type { Round } from '../api/rounds.js';
import { fiscalYearName } from './fiscal-year.js';

/** What a round is called: by its year, or by whom it asks. */
export function useRoundName(): (round: Pick<Round, 'kind' | 'fiscalYear' | 'chosenAs'>) => string {
  const { t } = useTranslation('upkeep');
  return ({ kind, fiscalYear, chosenAs }) =>
    chosenAs
      ? t('round.titleOfGroup', { group: chosenAs })
      : t(`round.title.${kind}`, { year: fiscalYearName(fiscalYear) });
}
