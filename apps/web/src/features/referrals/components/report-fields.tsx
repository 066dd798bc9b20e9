import { useTranslation } from 'react-i18next';
import { SeparatedDate } from '../../../components/separated-date.js';
import { TextField } from '../../../components/text-field.js';
import type { TypedWords } from '../step-words.js';

type ReportFieldsProps = {
  words: TypedWords;
  onChange: (changes: Partial<TypedWords>) => void;
  errorOf: (field: string) => string | undefined;
};

/** What a report says beside its words: the job, the next look, and when the person was told of it. */
export function ReportFields({ words, onChange, errorOf }: ReportFieldsProps) {
  const { t } = useTranslation('conversation');
  const isEmployed = words.result === 'employed' || words.result === 'retained';
  const days = isEmployed
    ? (['employedOn', 'nextCheckOn', 'explainedOn'] as const)
    : (['nextCheckOn', 'explainedOn'] as const);
  return (
    <>
      {isEmployed && (
        <TextField
          name="employer"
          label={t('report.employer')}
          maxLength={200}
          value={words.employer}
          error={errorOf('employer')}
          onChange={(event) => onChange({ employer: event.target.value })}
        />
      )}
      {days.map((name) => (
        <SeparatedDate
          key={name}
          name={name}
          label={t(`report.${name}`)}
          value={words[name]}
          error={errorOf(name)}
          onChange={(day) => onChange({ [name]: day })}
        />
      ))}
    </>
  );
}
