import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FailureNotice } from './failure-notice.js';
import { Skeleton } from './skeleton.js';

type LoadedProps<Data> = {
  query: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
  lines?: number;
};

/** Shows what a query brought, or that it is on its way, or why it failed. Old content stays while it is asked again. */
export function Loaded<Data>({ query, children, lines = 4 }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton lines={lines} />;
}
