import { Component, type ReactNode } from 'react';

interface CrashBoundaryProps {
  readonly children: ReactNode;
  readonly crashed: (error: unknown) => void;
}

/** Hands an error while drawing to the console's end; nothing is drawn any more, least of all a stack trace. */
export class CrashBoundary extends Component<CrashBoundaryProps, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override componentDidCatch(error: unknown): void {
    this.props.crashed(error);
  }

  override render(): ReactNode {
    return this.state.broken ? null : this.props.children;
  }
}
