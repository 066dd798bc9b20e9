import { useTranslation } from 'react-i18next';
import { ChoiceLinks } from '../../../components/choice-links.js';

/** Which checks: until when they are due, or what was found. */
export type CheckUpScope = 'due' | 'soon' | 'all' | 'done';

/** The ways to look at the checks. */
export function CheckUpScopes({ chosen }: { chosen: CheckUpScope }) {
  const { t } = useTranslation('transitions');
  const choices = (['due', 'soon', 'all', 'done'] as const).map((scope) => ({
    to: scope === 'done' ? '/check-ups/done' : `/check-ups?scope=${scope}`,
    label: t(`checks.${scope}`),
    chosen: scope === chosen,
  }));
  return <ChoiceLinks label={t('checks.scope')} choices={choices} />;
}
