/** The language of the page: switched without reload, remembered, first by the browser's. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { keep, readKept } from '@/kept';
import { createFormats, type Formats } from '@/time/format';
import { ownZone } from '@/time/zone';
import { TEXTS } from './later';
import { fill, type Given, type Key, type Language, preferred } from './texts';

export type { Key, Language, PlainKey } from './texts';

export const LANGUAGES: readonly { value: Language; label: string }[] = [
  { value: 'zh-CN', label: '中文' },
  { value: 'en', label: 'English' },
];

const KEPT = 'openrooms.language';

export type Say = <K extends Key>(key: K, ...given: Given<K>) => string;

interface Speech {
  language: Language;
  setLanguage: (language: Language) => void;
  t: Say;
  /** Times as they are written in this language, in the zone of whoever looks. */
  format: Formats;
}

const SpeechContext = createContext<Speech | null>(null);

function first(): Language {
  const kept = readKept(KEPT);
  return kept === 'en' || kept === 'zh-CN' ? kept : preferred(navigator.languages);
}

export function SpeechProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(first);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const speech = useMemo<Speech>(
    () => ({
      language,
      setLanguage: (chosen) => {
        keep(KEPT, chosen);
        setLanguage(chosen);
      },
      t: (key, ...given) => fill(TEXTS[language][key] ?? key, language, given[0]),
      format: createFormats(language, ownZone()),
    }),
    [language],
  );
  return <SpeechContext.Provider value={speech}>{children}</SpeechContext.Provider>;
}

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error('there is a SpeechProvider around everything');
  return speech;
}
