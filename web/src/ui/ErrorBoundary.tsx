import { Component, type ReactNode } from 'react';
import { useSpeech } from '@/i18n';
import { Notice } from './Notice';

interface State {
  broken: boolean;
}

/** Shows something useful where a page broke. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { broken: false };

  static getDerivedStateFromError(): State {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}

export function Broken() {
  const { t } = useSpeech();
  return (
    <Notice
      isPage
      kind="broken"
      title={t('state.broken.title')}
      text={t('state.broken.text')}
      action={{ label: t('state.reload'), run: () => window.location.reload() }}
    />
  );
}
