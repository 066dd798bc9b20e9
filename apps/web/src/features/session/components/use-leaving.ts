import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { chooseTextSize, shownTextSize } from '../../../lib/text-size.js';
import { signOut } from '../api/sign-out.js';

/** Signs out: on the server, and out of the memory of this tab. */
export function useLeaving() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const size = shownTextSize();
  return useMutation({
    mutationFn: signOut,
    meta: { quiet: true },
    onSuccess: async () => {
      // The server has told the browser to forget all storage; how large the text should be is worth keeping.
      chooseTextSize(size);
      await navigate('/sign-in', { replace: true });
      client.clear();
    },
  });
}
