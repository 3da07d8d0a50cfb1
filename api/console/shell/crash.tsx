import { Component, type ReactNode } from 'react';

interface CrashProps {
  readonly children: ReactNode;
  readonly show: ReactNode;
}

/** A page that fails must not take the others with it. */
export class Crash extends Component<CrashProps, { readonly failed: boolean }> {
  override readonly state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.show : this.props.children;
  }
}
