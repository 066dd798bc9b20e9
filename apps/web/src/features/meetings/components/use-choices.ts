import { useTranslation } from 'react-i18next';
import type { meetingsJa } from '../ja.js';

type Lists = (typeof meetingsJa)['choices'];

const codes = {
  kind: ['council', 'subcommittee', 'working_group', 'liaison', 'study_group', 'steering'],
  quorum: ['none', 'half', 'two_thirds', 'count'],
  approval: ['chair', 'silence', 'next_meeting'],
  role: ['chair', 'vice_chair', 'member', 'secretariat', 'observer'],
  mode: ['venue', 'web', 'hybrid', 'on_demand'],
} as const satisfies { [List in keyof Lists]: readonly (keyof Lists[List])[] };

/** What a form offers to choose from, with the words for it. */
export function useChoices(list: keyof typeof codes): { value: string; label: string }[] {
  const { t } = useTranslation('meetings');
  return codes[list].map((code) => ({
    value: code,
    label: t(`choices.${list}.${code}` as 'choices.kind.council'),
  }));
}
