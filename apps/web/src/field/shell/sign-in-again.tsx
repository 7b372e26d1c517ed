import { Modal } from 'antd';
import { useGround } from './phone-context.js';
import { SignIn } from './sign-in.js';

/** The session is over: the same person signs in again, and what waits is sent. */
export function SignInAgain({ onClose }: { onClose: (isSignedIn: boolean) => void }) {
  const { session } = useGround();
  const { id, name } = session.user;
  return (
    <Modal open footer={null} onCancel={() => onClose(false)}>
      <SignIn expected={{ id, name }} onSignedIn={() => onClose(true)} />
    </Modal>
  );
}
