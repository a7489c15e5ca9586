import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useSpeech } from '@/i18n';

/** As the server has it. */
export const SHORTEST = 10;

export interface Chosen {
  password: string;
  again: string;
}

/** Whether what was typed twice will do. */
export const isChosen = ({ password, again }: Chosen): boolean =>
  [...password].length >= SHORTEST && password === again;

/** A password, twice. */
export function NewPassword({
  value,
  onChange,
}: {
  value: Chosen;
  onChange: (chosen: Chosen) => void;
}) {
  const { t } = useSpeech();
  const [left, setLeft] = useState({ password: false, again: false });
  const isShort = left.password && [...value.password].length < SHORTEST;
  const differs = left.again && value.password !== value.again;
  return (
    <>
      <PasswordInput
        size="md"
        label={t('door.newPassword')}
        description={t('door.newPassword.hint')}
        autoComplete="new-password"
        required
        withAsterisk={false}
        value={value.password}
        error={isShort && t('door.short')}
        onBlur={() => setLeft({ ...left, password: true })}
        onChange={(event) => onChange({ ...value, password: event.currentTarget.value })}
      />
      <PasswordInput
        size="md"
        label={t('door.again')}
        autoComplete="new-password"
        required
        withAsterisk={false}
        value={value.again}
        error={differs && t('door.differ')}
        onBlur={() => setLeft({ ...left, again: true })}
        onChange={(event) => onChange({ ...value, again: event.currentTarget.value })}
      />
    </>
  );
}
