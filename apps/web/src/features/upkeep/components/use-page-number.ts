import { useSearchParams } from 'react-router';

/** The page of a list, as the address says. */
export function usePageNumber(): number {
  const [params] = useSearchParams();
  return Math.max(1, Number(params.get('page')) || 1);
}
