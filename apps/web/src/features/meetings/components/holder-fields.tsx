import { useTranslation } from 'react-i18next';
import { TextField } from '../../../components/text-field.js';

/** Who fills a seat, as it is typed. */
export type HolderDraft = { name: string; post: string; email: string };

type HolderFieldsProps = {
  value: HolderDraft;
  /** How the server calls the fields: `holder.` or nothing. */
  prefix: string;
  faultOf: (field: string) => string | undefined;
  onChange: (holder: HolderDraft) => void;
};

/** Name, post and address of whoever fills a seat. */
export function HolderFields({ value, prefix, faultOf, onChange }: HolderFieldsProps) {
  const { t } = useTranslation('meetings');
  return (
    <>
      {(['name', 'post', 'email'] as const).map((field) => (
        <TextField
          key={field}
          name={`${prefix}${field}`}
          type={field === 'email' ? 'email' : 'text'}
          label={t(`seats.${field}`)}
          support={field === 'email' ? t('seats.emailSupport') : undefined}
          required={field === 'name'}
          autoComplete="off"
          value={value[field]}
          error={faultOf(`${prefix}${field}`)}
          onChange={(event) => onChange({ ...value, [field]: event.target.value })}
        />
      ))}
    </>
  );
}
