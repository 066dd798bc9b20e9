import { useTranslation } from 'react-i18next';
import { StatusBadge, type BadgeTone } from '../../../components/status-badge.js';
import type { VacancyAnswer } from '../api/vacancy-inquiries.js';

const tones: Record<NonNullable<VacancyAnswer['answer']>, BadgeTone> = {
  room: 'good',
  waiting: 'waiting',
  full: 'ended',
  depends: 'moving',
};

/** What an agency has answered, or that it has not yet. */
export function AnswerBadge({ answer, name }: { answer: VacancyAnswer['answer']; name: string | null }) {
  const { t } = useTranslation('vacancyInquiries');
  if (answer === null) return <StatusBadge tone="plain">{t('unanswered')}</StatusBadge>;
  return <StatusBadge tone={tones[answer]}>{name}</StatusBadge>;
}
