import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

interface AskProps {
  readonly open: boolean;
  readonly title: string;
  readonly close: () => void;
  readonly children: ReactNode;
  /** False where nothing behind it can go on until it is answered. */
  readonly dismissable?: boolean;
}

/** A dialog over the page; Escape closes it, focus returns to where it was. */
export function Ask({ open, title, close, children, dismissable = true }: AskProps): ReactNode {
  return (
    <ModalOverlay
      className="veil"
      isOpen={open}
      isDismissable={dismissable}
      isKeyboardDismissDisabled={!dismissable}
      onOpenChange={(now) => !now && close()}
    >
      <Modal className="dialog">
        <Dialog>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
