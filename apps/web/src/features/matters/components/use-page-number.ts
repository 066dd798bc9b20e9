import { useSearchParams } from 'react-router';

/** Which page of a list the address names. */
export function usePageNumber(): number {
  const [params] = useSearchParams();
  return Math.max(1, Number(params.get('page')) || 1);
}
