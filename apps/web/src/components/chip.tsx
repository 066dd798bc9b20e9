import { useTranslation } from 'react-i18next';
import { Icon } from './icon.js';

/** A condition that holds, and the way to drop it. */
export function RemovableChip({ name, onRemove }: { name: string; onRemove: () => void }) {
  const { t } = useTranslation('kit');
  return (
    <button
      type="button"
      onClick={onRemove}
      className="inline-flex min-h-11 items-center gap-2 rounded-full border border-solid-gray-600 bg-white px-4 py-1 hover:bg-solid-gray-50 hover:underline"
    >
      <span aria-hidden="true">{name}</span>
      <Icon name="close" className="size-4" />
      <span className="sr-only">{t('remove', { name })}</span>
    </button>
  );
}

/** A word in a frame. */
export function Chip({ children }: { children: React.ReactNode }) {
  return (
    <span className="inline-block rounded-full border border-solid-gray-420 bg-white px-3 py-0.5 text-dns-14N-130">
      {children}
    </span>
  );
}
