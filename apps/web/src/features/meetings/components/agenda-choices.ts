import { useTranslation } from 'react-i18next';
import type { AgendaItem } from '../api/agenda.js';

const types: readonly AgendaItem['type'][] = [
  'report',
  'discussion',
  'decision',
  'info',
  'approval_of_minutes',
];
const visibilities: readonly AgendaItem['visibility'][] = ['members', 'secretariat', 'public'];

/** What a form about an item offers to choose from. */
export function useAgendaChoices() {
  const { t } = useTranslation('agenda');
  return {
    types: types.map((value) => ({ value, label: t(`types.${value}`) })),
    visibilities: visibilities.map((value) => ({ value, label: t(`visibilities.${value}`) })),
  };
}
