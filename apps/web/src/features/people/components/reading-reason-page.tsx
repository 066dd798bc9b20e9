import { useNavigate } from 'react-router';
import { ReadingReasonForm } from './reading-reason-form.js';

/** Where somebody says why so much is read or taken along; then it goes on where it stopped. */
export function ReadingReasonPage() {
  const navigate = useNavigate();
  return <ReadingReasonForm onExplained={() => void navigate(-1)} />;
}
