import { useTranslation } from 'react-i18next';
import { Fieldset } from '../../../components/fieldset.js';
import type { Reason } from '../api/get-vocabulary.js';

type ReasonChoiceProps = {
  reasons: readonly Reason[];
  chosen: string;
  onChoose: (reason: Reason) => void;
  error: string | undefined;
};

/** The coded reasons, under the side on which each lies. */
export function ReasonChoice({ reasons, chosen, onChoose, error }: ReasonChoiceProps) {
  const { t } = useTranslation('referrals');
  const sides = Map.groupBy(reasons, ({ attributionName }) => attributionName);
  return (
    <Fieldset id="reason" label={t('action.reason')} required error={error}>
      <div className="grid gap-4 @lg:grid-cols-2">
        {[...sides].map(([side, list]) => (
          <div key={side} role="group" aria-label={side}>
            <p
              aria-hidden="true"
              className="border-b border-solid-gray-300 pb-1 text-dns-14B-130 text-solid-gray-700"
            >
              {side}
            </p>
            {list.map((reason) => (
              <label
                key={reason.code}
                className="flex min-h-11 items-start gap-2.5 rounded-8 py-2 hover:bg-solid-gray-50"
              >
                <input
                  type="radio"
                  name="reason"
                  value={reason.code}
                  checked={chosen === reason.code}
                  onChange={() => onChoose(reason)}
                  className="mt-0.5 size-6 shrink-0 accent-blue-900"
                />
                <span className="min-w-0">{reason.name}</span>
              </label>
            ))}
          </div>
        ))}
      </div>
    </Fieldset>
  );
}
