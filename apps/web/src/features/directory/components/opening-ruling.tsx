import { useTranslation } from 'react-i18next';
import { RadioGroup } from '../../../components/radio-group.js';
import type { DayRuling, OpeningSpan } from '../api/opening-hours.js';
import { usualSpan } from './opening-drafts.js';
import { type FaultOf, OpeningSpans } from './opening-spans.js';

const rulings = ['open', 'closed', 'unknown'] as const;

type Ruling = { does: DayRuling; spans: OpeningSpan[] };
type OpeningRulingProps = {
  path: string;
  value: Ruling;
  onChange: (value: Ruling) => void;
  faultOf: FaultOf;
};

/** Open, closed or unknown; where open, the hours. */
export function OpeningRuling({ path, value, onChange, faultOf }: OpeningRulingProps) {
  const { t } = useTranslation('directory', { keyPrefix: 'opening' });
  return (
    <div className="grid gap-3">
      <RadioGroup
        name={`${path}.does`}
        label={t('form.does')}
        inline
        value={value.does}
        error={faultOf(`${path}.does`)}
        onChange={(chosen) => {
          const does = chosen as DayRuling;
          onChange({ does, spans: does === 'open' && value.spans.length === 0 ? [usualSpan] : value.spans });
        }}
        choices={rulings.map((does) => ({ value: does, label: t(`does.${does}`) }))}
      />
      {value.does === 'open' && (
        <OpeningSpans
          path={`${path}.spans`}
          value={value.spans}
          faultOf={faultOf}
          onChange={(spans) => onChange({ ...value, spans })}
        />
      )}
    </div>
  );
}
