import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../lib/classes.js';
import { chooseTextSize, storedTextSize, textSizes } from '../lib/text-size.js';

/** Three sizes of text for the whole portal. */
export function TextSizeButtons() {
  const { t } = useTranslation('app');
  const [chosen, setChosen] = useState(storedTextSize);
  return (
    <div role="group" aria-label={t('textSize.label')} className="flex flex-wrap items-center gap-1">
      <span aria-hidden="true" className="mr-1 text-dns-14N-130">
        {t('textSize.label')}
      </span>
      {textSizes.map((size) => (
        <button
          key={size}
          type="button"
          aria-pressed={size === chosen}
          onClick={() => {
            chooseTextSize(size);
            setChosen(size);
          }}
          className={classes(
            'min-h-11 min-w-11 rounded-8 border px-2.5 text-dns-14N-130',
            size === chosen
              ? 'border-blue-900 bg-blue-900 font-bold text-white'
              : 'border-solid-gray-600 bg-white hover:bg-solid-gray-50 hover:underline',
          )}
        >
          {t(`textSize.${size}`)}
        </button>
      ))}
    </div>
  );
}
