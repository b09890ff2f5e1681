import type { ReactNode } from 'react';

export default function AuthLayout({ children }: { children: ReactNode }) {
  return <div className="shell-narrow grid gap-6 py-12 sm:py-20">{children}</div>;
}
